-- What a canvasser wrote down about a door: added to, never changed.
CREATE TABLE door_notes (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    round_id    UUID NOT NULL REFERENCES rounds (id),
    door_id     UUID NOT NULL REFERENCES doors (id),
    shift_id    UUID REFERENCES shifts (id),
    elector_id  UUID REFERENCES electors (id),
    account_id  UUID NOT NULL REFERENCES accounts (id),
    -- The id that a phone gave the note, so that one sent twice counts once.
    client_id   TEXT,
    phone_id    UUID,
    words       TEXT NOT NULL,
    at          TIMESTAMPTZ NOT NULL,
    received_at TIMESTAMPTZ,
    undone_at   TIMESTAMPTZ
);
CREATE INDEX door_notes_by_door ON door_notes (door_id, at);
CREATE INDEX door_notes_by_branch ON door_notes (branch_id, at);
CREATE INDEX door_notes_by_round ON door_notes (round_id);
CREATE UNIQUE INDEX door_notes_sent_once ON door_notes (branch_id, client_id) WHERE client_id IS NOT NULL;
