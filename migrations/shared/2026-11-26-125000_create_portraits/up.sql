-- Pictures of those who stand, small and square. They are shown by addresses that nobody can guess, because voters who come by
-- a link are not signed in. They go with the papers of their ballot, or when the person takes them back; whatever showed them
-- then shows none.
CREATE TABLE portraits (
    id        UUID  NOT NULL PRIMARY KEY,
    branch_id UUID  NOT NULL REFERENCES branches (id),
    member_id UUID  NOT NULL REFERENCES members (id),
    jpeg      BYTEA NOT NULL
);
CREATE INDEX portraits_by_member ON portraits (member_id);

ALTER TABLE selection_applications ADD COLUMN portrait_id UUID REFERENCES portraits (id) ON DELETE SET NULL;
ALTER TABLE selection_candidates ADD COLUMN portrait_id UUID REFERENCES portraits (id) ON DELETE SET NULL;
ALTER TABLE ballot_choices ADD COLUMN portrait_id UUID REFERENCES portraits (id) ON DELETE SET NULL;
