-- Who is out with a round: since when, when they are expected back, and when they were.
CREATE TABLE outings (
    id            UUID NOT NULL PRIMARY KEY,
    branch_id     UUID NOT NULL REFERENCES branches (id),
    shift_id      UUID NOT NULL REFERENCES shifts (id),
    round_id      UUID NOT NULL REFERENCES rounds (id),
    out_at        TIMESTAMPTZ NOT NULL,
    back_by       TIMESTAMPTZ NOT NULL,
    -- The last time that they said all is well, other than by a result.
    well_at       TIMESTAMPTZ,
    back_at       TIMESTAMPTZ,
    -- When the leader was told that nothing is heard of them.
    told_at       TIMESTAMPTZ,
    UNIQUE (shift_id, round_id)
);
CREATE INDEX outings_by_branch ON outings (branch_id, back_by);
