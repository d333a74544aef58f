-- The last day of applications that were opened again for a group of which too few stood; nothing where they were not.
ALTER TABLE selections ADD COLUMN reopened_until DATE;
