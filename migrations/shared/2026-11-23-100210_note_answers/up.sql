-- What the mail server answered, noted before the result is entered in the record with others of its group: a worker that dies
-- in between leaves no doubt about the message.
ALTER TABLE outbox ADD COLUMN answer TEXT;

-- Nothing was ever written here: it is made anew with the branch that every table names.
DROP TABLE deliveries;
CREATE TABLE deliveries (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    message_id UUID        NOT NULL REFERENCES outbox (id),
    at         TIMESTAMPTZ NOT NULL,
    what       TEXT        NOT NULL CHECK (what IN ('accepted', 'deferred', 'refused', 'doubted', 'in-doubt', 'expired', 'letter')),
    reply      TEXT        NOT NULL
);
CREATE INDEX deliveries_by_message ON deliveries (message_id, at);
CREATE INDEX outbox_by_lease ON outbox (lease_token) WHERE lease_token IS NOT NULL;

-- In the order in which the worker takes messages, so that it never walks over those settled long ago.
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (state, branch_id, lane, next_at, id);
