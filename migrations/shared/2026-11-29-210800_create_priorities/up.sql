-- Before a meeting with more motions than time, its members are asked which come first.
CREATE TABLE priority_asks (
    meeting_id UUID        NOT NULL PRIMARY KEY REFERENCES meetings (id),
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    -- How many motions each member may tick.
    ticks      INTEGER     NOT NULL CHECK (ticks > 0),
    opened_at  TIMESTAMPTZ NOT NULL,
    closed_at  TIMESTAMPTZ
);

-- Who ticked which, until it is closed; then only the numbers below are left.
CREATE TABLE priority_ticks (
    meeting_id UUID NOT NULL REFERENCES meetings (id),
    member_id  UUID NOT NULL REFERENCES members (id),
    motion_id  UUID NOT NULL REFERENCES motions (id),
    branch_id  UUID NOT NULL REFERENCES branches (id),
    PRIMARY KEY (meeting_id, member_id, motion_id)
);

CREATE TABLE priority_counts (
    meeting_id UUID    NOT NULL REFERENCES meetings (id),
    motion_id  UUID    NOT NULL REFERENCES motions (id),
    branch_id  UUID    NOT NULL REFERENCES branches (id),
    ticked     INTEGER NOT NULL,
    PRIMARY KEY (meeting_id, motion_id)
);
