-- What was said to many people at once, and why. Frozen when it is queued.
CREATE TABLE notices (
    id        UUID        NOT NULL PRIMARY KEY,
    branch_id UUID        NOT NULL REFERENCES branches (id),
    kind      TEXT        NOT NULL,
    category  TEXT        NOT NULL CHECK (category IN ('sign-in', 'statutory', 'service', 'reminder')),
    about     TEXT        NOT NULL,
    subject   TEXT        NOT NULL,
    hash      TEXT        NOT NULL,
    queued_at TIMESTAMPTZ NOT NULL,
    deadline_at TIMESTAMPTZ
);
CREATE INDEX notices_by_about ON notices (branch_id, about);

-- One message to one person, written in full when its notice was queued.
CREATE TABLE outbox (
    id           UUID        NOT NULL PRIMARY KEY,
    branch_id    UUID        NOT NULL REFERENCES branches (id),
    notice_id    UUID        NOT NULL REFERENCES notices (id),
    person       UUID,
    to_name      TEXT        NOT NULL,
    to_address   TEXT,
    channel      TEXT        NOT NULL CHECK (channel IN ('email', 'letter')),
    lane         INTEGER     NOT NULL,
    subject      TEXT        NOT NULL,
    body_text    TEXT        NOT NULL,
    body_html    TEXT        NOT NULL,
    message_id   TEXT        NOT NULL,
    state        TEXT        NOT NULL CHECK (state IN ('queued', 'leased', 'committing', 'accepted', 'refused', 'in-doubt', 'letter', 'expired')),
    attempts     INTEGER     NOT NULL,
    next_at      TIMESTAMPTZ NOT NULL,
    lease_token  TEXT,
    leased_until TIMESTAMPTZ,
    doubtful     BOOLEAN     NOT NULL,
    last_reply   TEXT,
    settled_at   TIMESTAMPTZ
);
CREATE INDEX outbox_by_notice ON outbox (notice_id);
CREATE INDEX outbox_due ON outbox (state, lane, next_at);

-- What became of each attempt; only ever added to.
CREATE TABLE deliveries (
    id         UUID        NOT NULL PRIMARY KEY,
    message_id UUID        NOT NULL REFERENCES outbox (id),
    at         TIMESTAMPTZ NOT NULL,
    what       TEXT        NOT NULL,
    reply      TEXT        NOT NULL
);
CREATE INDEX deliveries_by_message ON deliveries (message_id, at);
