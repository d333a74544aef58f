-- When the papers of a closed ballot, and the marks of who had voted, were destroyed.
ALTER TABLE ballots ADD COLUMN papers_gone_on DATE;
ALTER TABLE ballots ADD COLUMN marks_gone_on DATE;
-- Why both are kept beyond their time: a complaint that is not settled. Empty where nothing holds them.
ALTER TABLE ballots ADD COLUMN kept_because TEXT NOT NULL DEFAULT '';
