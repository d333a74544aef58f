-- When those who had not voted were reminded last.
ALTER TABLE ballots ADD COLUMN reminded_at TIMESTAMPTZ;
