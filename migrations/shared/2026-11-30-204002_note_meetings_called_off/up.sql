-- A meeting that was called and does not take place, with the reason that everybody called was told.
ALTER TABLE meetings ADD COLUMN stage TEXT NOT NULL DEFAULT 'called' CHECK (stage IN ('called', 'open', 'closed', 'called-off'));
UPDATE meetings SET stage = state;
ALTER TABLE meetings DROP COLUMN state;
ALTER TABLE meetings RENAME COLUMN stage TO state;
ALTER TABLE meetings ADD COLUMN called_off_because TEXT;
