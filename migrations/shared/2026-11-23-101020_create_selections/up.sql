-- The choosing of a candidate for one office: called, candidates named, then decided by a ballot.
CREATE TABLE selections (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    office     TEXT NOT NULL,
    -- The ward for which a candidate is chosen; empty where it is the whole branch.
    ward       TEXT NOT NULL,
    seats      INTEGER NOT NULL,
    called_on  DATE NOT NULL,
    opens_on   DATE NOT NULL,
    closes_at  TIMESTAMPTZ NOT NULL,
    -- The member who runs it, and who therefore cannot stand.
    officer_id UUID NOT NULL REFERENCES members (id),
    ballot_id  UUID REFERENCES ballots (id)
);
CREATE INDEX selections_by_branch ON selections (branch_id);

CREATE TABLE selection_candidates (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    selection_id UUID NOT NULL REFERENCES selections (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    statement    TEXT NOT NULL,
    UNIQUE (selection_id, member_id)
);
