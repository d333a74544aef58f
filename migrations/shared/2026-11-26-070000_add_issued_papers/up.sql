-- The way a printed paper was issued to somebody in place of the link, 'post' or 'table'; none for those who vote here.
ALTER TABLE ballot_roll ADD COLUMN issued TEXT;
