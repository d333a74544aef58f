-- When a register's entries were destroyed; the row stays, to say that they were.
ALTER TABLE registers ADD COLUMN destroyed_at TIMESTAMPTZ;
