-- Somebody may be called: the number stands in the words.
ALTER TABLE follow_ups ADD COLUMN sort TEXT NOT NULL DEFAULT 'casework' CHECK (sort IN
    ('casework', 'poster', 'postal-vote', 'volunteer', 'call'));
UPDATE follow_ups SET sort = kind;
ALTER TABLE follow_ups DROP COLUMN kind;
ALTER TABLE follow_ups RENAME COLUMN sort TO kind;
