-- What came back: messages that could not be delivered, and complaints.
CREATE TABLE bounces (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    message_id UUID        NOT NULL REFERENCES outbox (id),
    at         TIMESTAMPTZ NOT NULL,
    kind       TEXT        NOT NULL CHECK (kind IN ('undelivered', 'complaint')),
    status     TEXT        NOT NULL,
    words      TEXT        NOT NULL
);
CREATE INDEX bounces_by_message ON bounces (message_id);

-- Addresses that get letters instead of mail: dead ones, and of reminders alone those whose owners complained of them.
CREATE TABLE silenced_addresses (
    branch_id UUID        NOT NULL REFERENCES branches (id),
    address   TEXT        NOT NULL,
    reach     TEXT        NOT NULL CHECK (reach IN ('all', 'reminders')),
    person    UUID,
    to_name   TEXT        NOT NULL,
    since     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (branch_id, address, reach)
);
