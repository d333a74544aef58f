-- One thing done for many people of a kept list at once, so that it can be undone.
CREATE TABLE list_acts (
    id        UUID        NOT NULL PRIMARY KEY,
    branch_id UUID        NOT NULL REFERENCES branches (id),
    list_id   UUID        NOT NULL REFERENCES saved_lists (id),
    column_id UUID        NOT NULL REFERENCES working_columns (id),
    -- What was written; empty where the column was cleared.
    value     TEXT        NOT NULL,
    people    INTEGER     NOT NULL,
    done_by   UUID        REFERENCES accounts (id),
    done_at   TIMESTAMPTZ NOT NULL,
    undone_by UUID        REFERENCES accounts (id),
    undone_at TIMESTAMPTZ,
    -- For how many it was left when it was undone, because somebody had changed it since.
    kept      INTEGER     NOT NULL
);
CREATE INDEX list_acts_by_list ON list_acts (list_id, done_at);

-- What it changed for each of them.
CREATE TABLE list_changes (
    act_id       UUID NOT NULL REFERENCES list_acts (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    branch_id    UUID NOT NULL REFERENCES branches (id),
    before       TEXT NOT NULL,
    -- The writing that it came from; none where nothing stood there.
    before_touch UUID,
    after        TEXT NOT NULL,
    PRIMARY KEY (act_id, member_id)
);
CREATE INDEX list_changes_by_member ON list_changes (member_id);
