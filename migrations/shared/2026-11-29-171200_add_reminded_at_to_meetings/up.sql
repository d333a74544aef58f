-- When those on the roll were reminded of the meeting; none before the day before.
ALTER TABLE meetings ADD COLUMN reminded_at TIMESTAMPTZ;
