-- Whether a cut was made at the meeting point, of the doors still to do; the plan is then the last cut that was not.
ALTER TABLE cuts ADD COLUMN of_evening BOOLEAN NOT NULL DEFAULT FALSE;
