-- What comes beside the register: absent voters' lists and marked registers. The file itself is kept only until it is taken in
-- or thrown away.
CREATE TABLE voting_lists (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    file_name    TEXT NOT NULL,
    file_hash    TEXT NOT NULL,
    file         BYTEA,
    kind         TEXT NOT NULL CHECK (kind IN ('absent', 'marked')),
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'loaded', 'undone')),
    rows_read    INTEGER NOT NULL,
    -- Electors of whom it says something, and rows that fitted nobody.
    marks        INTEGER NOT NULL,
    left_out     INTEGER NOT NULL,
    -- The election of a marked register.
    election     TEXT,
    polled_on    DATE,
    basis        TEXT,
    destroy_on   DATE,
    sent_at      TIMESTAMPTZ NOT NULL,
    settled_at   TIMESTAMPTZ,
    destroyed_at TIMESTAMPTZ
);
CREATE INDEX voting_lists_by_branch ON voting_lists (branch_id, sent_at);

-- What a list says of an elector: how somebody votes, or that somebody voted, never how.
CREATE TABLE voting_marks (
    list_id     UUID NOT NULL REFERENCES voting_lists (id),
    elector_id  UUID NOT NULL REFERENCES electors (id),
    branch_id   UUID NOT NULL REFERENCES branches (id),
    mark        TEXT NOT NULL,
    -- The absent voters' list that took this one's place in the polling district.
    replaced_by UUID REFERENCES voting_lists (id),
    PRIMARY KEY (list_id, elector_id)
);
CREATE INDEX voting_marks_by_elector ON voting_marks (elector_id);
CREATE INDEX voting_marks_by_replaced ON voting_marks (replaced_by);
