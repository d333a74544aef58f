-- How often what a calendar shows of a meeting has changed since it was called, and when it last did.
ALTER TABLE meetings ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meetings ADD COLUMN revised_at TIMESTAMPTZ;
