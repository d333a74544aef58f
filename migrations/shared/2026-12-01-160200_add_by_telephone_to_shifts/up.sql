-- Whether people call from home in this shift, and nobody walks.
ALTER TABLE shifts ADD COLUMN by_telephone BOOLEAN NOT NULL DEFAULT FALSE;
