-- Rows of an earlier list that were put right and sent in again: they say nothing about who is not on the list.
ALTER TABLE imports ADD COLUMN is_supplement BOOLEAN NOT NULL DEFAULT FALSE;
