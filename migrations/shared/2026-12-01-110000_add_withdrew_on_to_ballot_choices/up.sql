-- The day on which somebody took her name back after the paper was drafted. Her number stays, and nobody else gets it.
ALTER TABLE ballot_choices ADD COLUMN withdrew_on DATE;
