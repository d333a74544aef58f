-- Whether it was said by telephone and not at the door. A call that nobody takes says nothing of the door.
ALTER TABLE contacts ADD COLUMN by_telephone BOOLEAN NOT NULL DEFAULT FALSE;
