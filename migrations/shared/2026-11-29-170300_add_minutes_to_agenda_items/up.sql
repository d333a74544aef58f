-- How long an item is to take; none where nobody has said.
ALTER TABLE agenda_items ADD COLUMN minutes INTEGER;
