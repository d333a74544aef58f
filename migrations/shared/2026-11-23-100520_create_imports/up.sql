-- A membership list that was sent in. What it would change is worked out anew whenever it is looked at; what it did
-- change stands in import_changes.
CREATE TABLE imports (
    id          UUID        NOT NULL PRIMARY KEY,
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    file_name   TEXT        NOT NULL,
    file_hash   TEXT        NOT NULL,
    -- The file as it came, for thirty days; after that only its hash is left.
    file        BYTEA,
    -- How its letters are to be read, where a person said so; empty where the guess was right.
    letters     TEXT        NOT NULL,
    state       TEXT        NOT NULL CHECK (state IN ('received', 'applied', 'undone')),
    sent_by     UUID        REFERENCES accounts (id),
    people      INTEGER     NOT NULL,
    problems    INTEGER     NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    applied_at  TIMESTAMPTZ,
    undone_at   TIMESTAMPTZ
);
CREATE INDEX imports_by_branch ON imports (branch_id, received_at);

-- One line for each thing a list changed, left alone or asked about, with what is needed to take it back.
-- No reference to members: a member whom an import entered may be taken out again.
CREATE TABLE import_changes (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    import_id UUID NOT NULL REFERENCES imports (id),
    member_id UUID NOT NULL,
    number    TEXT NOT NULL,
    bucket    TEXT NOT NULL CHECK (bucket IN ('new', 'changed', 'moved', 'joined', 'missing')),
    field     TEXT NOT NULL,
    before    TEXT NOT NULL,
    after     TEXT NOT NULL,
    outcome   TEXT NOT NULL CHECK (outcome IN ('taken', 'left', 'undone', 'kept')),
    -- The dated fact that the change opened, and the one that it ended or altered.
    made_id   UUID,
    ended_id  UUID
);
CREATE INDEX import_changes_by_import ON import_changes (import_id);
CREATE INDEX import_changes_by_member ON import_changes (member_id);
