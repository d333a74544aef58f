-- Every deed, chained by hash. Facts hold ids and numbers, never names or addresses, so that erasing a person breaks no chain.
CREATE TABLE record (
    branch_id UUID        NOT NULL REFERENCES branches (id),
    number    BIGINT      NOT NULL,
    at        TIMESTAMPTZ NOT NULL,
    actor     TEXT        NOT NULL,
    deed      TEXT        NOT NULL,
    subject   TEXT        NOT NULL,
    facts     TEXT        NOT NULL,
    previous  TEXT        NOT NULL,
    hash      TEXT        NOT NULL,
    PRIMARY KEY (branch_id, number)
);
CREATE INDEX record_by_subject ON record (branch_id, subject, number);

-- A form that was accepted once, and where its answer is: the second copy of a double click is shown the same answer.
CREATE TABLE answered_forms (
    token_hash TEXT        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    answered_at TIMESTAMPTZ NOT NULL,
    location   TEXT        NOT NULL,
    words      TEXT        NOT NULL
);
