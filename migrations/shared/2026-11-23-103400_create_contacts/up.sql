-- What happened at the doors: added to, never changed; an undone result keeps its row and no longer counts.
CREATE TABLE contacts (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    round_id   UUID NOT NULL REFERENCES rounds (id),
    door_id    UUID NOT NULL REFERENCES doors (id),
    shift_id   UUID REFERENCES shifts (id),
    elector_id UUID REFERENCES electors (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    -- The id that a phone gave the result, so that one sent twice counts once.
    client_id  TEXT,
    outcome    TEXT NOT NULL,
    intention  TEXT,
    at         TIMESTAMPTZ NOT NULL,
    undone_at  TIMESTAMPTZ
);
CREATE INDEX contacts_by_door ON contacts (door_id, at);
CREATE INDEX contacts_by_branch ON contacts (branch_id, at);
CREATE INDEX contacts_by_round ON contacts (round_id);
CREATE INDEX contacts_by_shift ON contacts (shift_id);
CREATE UNIQUE INDEX contacts_sent_once ON contacts (branch_id, client_id) WHERE client_id IS NOT NULL;

-- Who looked at whose names, once a day.
CREATE TABLE canvass_looks (
    branch_id  UUID NOT NULL REFERENCES branches (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    subject    TEXT NOT NULL,
    looked_on  DATE NOT NULL,
    PRIMARY KEY (branch_id, account_id, subject, looked_on)
);
