-- Why nobody but the program held a batch: what the mail server said, without anybody's address; and when it was let go again.
ALTER TABLE batches ADD COLUMN paused_because TEXT;
ALTER TABLE batches ADD COLUMN resumed_at TIMESTAMPTZ;
