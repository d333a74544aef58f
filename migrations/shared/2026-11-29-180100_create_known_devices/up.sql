-- Browsers that an account has signed in from: whoever signs in from another one is told by mail.
CREATE TABLE known_devices (
    account_id  UUID        NOT NULL REFERENCES accounts (id),
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    token_hash  TEXT        NOT NULL,
    known_since TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (account_id, token_hash)
);

-- From which network a session was begun, as its owner reads it.
ALTER TABLE sessions ADD COLUMN network TEXT NOT NULL DEFAULT '';
