-- What somebody asked for at a door: casework, a poster, a postal vote, or to help. Each has a day and somebody who sees to it.
CREATE TABLE follow_ups (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    round_id     UUID NOT NULL REFERENCES rounds (id),
    door_id      UUID NOT NULL REFERENCES doors (id),
    shift_id     UUID REFERENCES shifts (id),
    elector_id   UUID REFERENCES electors (id),
    account_id   UUID NOT NULL REFERENCES accounts (id),
    -- The id that a phone gave it, so that one sent twice counts once.
    client_id    TEXT,
    phone_id     UUID,
    kind         TEXT NOT NULL CHECK (kind IN ('casework', 'poster', 'postal-vote', 'volunteer')),
    words        TEXT NOT NULL,
    due_on       DATE NOT NULL,
    -- Who sees to it; nobody until the coordinator gives it to somebody.
    member_id    UUID REFERENCES members (id),
    opened_at    TIMESTAMPTZ NOT NULL,
    received_at  TIMESTAMPTZ,
    done_at      TIMESTAMPTZ,
    done_by      UUID REFERENCES accounts (id),
    withdrawn_at TIMESTAMPTZ
);
CREATE INDEX follow_ups_by_branch ON follow_ups (branch_id, due_on);
CREATE INDEX follow_ups_by_door ON follow_ups (door_id);
CREATE INDEX follow_ups_by_round ON follow_ups (round_id);
CREATE INDEX follow_ups_by_member ON follow_ups (member_id);
CREATE UNIQUE INDEX follow_ups_sent_once ON follow_ups (branch_id, client_id) WHERE client_id IS NOT NULL;
