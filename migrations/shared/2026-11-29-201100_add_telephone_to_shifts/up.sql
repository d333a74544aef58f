-- The number under which whoever leads the shift is reached while people are out.
ALTER TABLE shifts ADD COLUMN telephone TEXT NOT NULL DEFAULT '';
