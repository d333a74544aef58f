-- When members were asked to come; when those who come were reminded, the day before and some hours before.
ALTER TABLE shifts ADD COLUMN asked_at TIMESTAMPTZ;
ALTER TABLE shifts ADD COLUMN reminded_at TIMESTAMPTZ;
ALTER TABLE shifts ADD COLUMN reminded_again_at TIMESTAMPTZ;
