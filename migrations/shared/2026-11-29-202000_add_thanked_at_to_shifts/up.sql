-- When those who came were thanked, so that they are thanked once.
ALTER TABLE shifts ADD COLUMN thanked_at TIMESTAMPTZ;
