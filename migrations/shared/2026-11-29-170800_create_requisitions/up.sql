-- A special meeting that members, or bodies of the branch, ask for: its purpose, and what became of it.
CREATE TABLE requisitions (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    purpose    TEXT        NOT NULL,
    begun_by   UUID        NOT NULL REFERENCES members (id),
    begun_at   TIMESTAMPTZ NOT NULL,
    -- The day on which enough had signed; from then on nobody takes a signature back.
    reached_on DATE,
    -- The meeting that was called because of it.
    meeting_id UUID        REFERENCES meetings (id)
);
