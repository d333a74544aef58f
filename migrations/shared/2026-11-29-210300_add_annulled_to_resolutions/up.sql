-- A second count can find that what the first one carried was lost.
ALTER TABLE resolutions ADD COLUMN standing TEXT NOT NULL DEFAULT 'in-force' CHECK (standing IN
    ('in-force', 'lapsed', 'superseded', 'not-ratified', 'annulled'));
UPDATE resolutions SET standing = state;
ALTER TABLE resolutions DROP COLUMN state;
ALTER TABLE resolutions RENAME COLUMN standing TO state;
