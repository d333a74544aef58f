-- What members want put right in minutes before a later meeting agrees them.
CREATE TABLE minute_corrections (
    id          UUID        NOT NULL PRIMARY KEY,
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    meeting_id  UUID        NOT NULL REFERENCES meetings (id),
    -- Which sentence.
    sentence    TEXT        NOT NULL,
    member_id   UUID        NOT NULL REFERENCES members (id),
    -- As it should read.
    words       TEXT        NOT NULL,
    state       TEXT        NOT NULL CHECK (state IN ('proposed', 'taken', 'left', 'withdrawn')),
    proposed_at TIMESTAMPTZ NOT NULL,
    settled_at  TIMESTAMPTZ
);

CREATE INDEX minute_corrections_by_meeting ON minute_corrections (meeting_id);
