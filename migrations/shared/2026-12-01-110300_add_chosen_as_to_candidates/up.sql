-- The place among those chosen, from 1, once that is declared.
ALTER TABLE selection_candidates ADD COLUMN chosen_as INTEGER;
