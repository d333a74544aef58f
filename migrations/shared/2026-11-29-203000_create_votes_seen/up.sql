-- Numbers that tellers wrote down on polling day: that somebody has voted, never how.
CREATE TABLE votes_seen (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    elector_id  UUID NOT NULL REFERENCES electors (id),
    seen_on     DATE NOT NULL,
    -- The numbers that were typed in together, so that a slip is taken back together.
    slip_id     UUID NOT NULL,
    account_id  UUID NOT NULL REFERENCES accounts (id),
    entered_at  TIMESTAMPTZ NOT NULL,
    UNIQUE (elector_id, seen_on)
);
CREATE INDEX votes_seen_by_day ON votes_seen (branch_id, seen_on);
CREATE INDEX votes_seen_by_slip ON votes_seen (slip_id);
