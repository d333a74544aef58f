-- What came from a phone that was cut off, or after the round was taken back: kept apart until the coordinator decides.
CREATE TABLE held_results (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    round_id    UUID NOT NULL REFERENCES rounds (id),
    door_id     UUID NOT NULL REFERENCES doors (id),
    account_id  UUID NOT NULL REFERENCES accounts (id),
    phone_id    UUID NOT NULL REFERENCES round_phones (id),
    client_id   TEXT NOT NULL,
    kind        TEXT NOT NULL,
    outcome     TEXT,
    intention   TEXT,
    elector_id  UUID,
    instead_of  TEXT,
    words       TEXT,
    at          TIMESTAMPTZ NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    settled_at  TIMESTAMPTZ,
    UNIQUE (branch_id, client_id)
);
CREATE INDEX held_results_by_round ON held_results (round_id);
CREATE INDEX held_results_by_door ON held_results (door_id);
