-- What the notice of a ballot settles besides its method, one term a line: places kept for groups, re-opened nominations.
ALTER TABLE ballots ADD COLUMN terms TEXT NOT NULL DEFAULT '';
