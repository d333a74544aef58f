-- An address that can sign in. Two members may share one address: each has an account of her own.
CREATE TABLE accounts (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    address    TEXT        NOT NULL,
    called     TEXT        NOT NULL,
    opened_at  TIMESTAMPTZ NOT NULL,
    closed_at  TIMESTAMPTZ
);
CREATE INDEX accounts_by_address ON accounts (branch_id, address);

-- What an account may do, from when to when, and by which office.
CREATE TABLE permissions (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    permission TEXT NOT NULL,
    by_office  TEXT NOT NULL,
    from_on    DATE NOT NULL,
    until_on   DATE
);
CREATE INDEX permissions_by_account ON permissions (account_id);

-- A request for a sign-in link: secrets are kept as hashes, bound to the browser that asked.
CREATE TABLE sign_ins (
    id           UUID        NOT NULL PRIMARY KEY,
    branch_id    UUID        NOT NULL REFERENCES branches (id),
    address      TEXT        NOT NULL,
    token_hash   TEXT        NOT NULL UNIQUE,
    code_hash    TEXT        NOT NULL,
    browser_hash TEXT        NOT NULL,
    asked_at     TIMESTAMPTZ NOT NULL,
    expires_at   TIMESTAMPTZ NOT NULL,
    tries        INTEGER     NOT NULL,
    used_at      TIMESTAMPTZ
);
CREATE INDEX sign_ins_by_browser ON sign_ins (browser_hash);

CREATE TABLE sessions (
    id           UUID        NOT NULL PRIMARY KEY,
    branch_id    UUID        NOT NULL REFERENCES branches (id),
    account_id   UUID        NOT NULL REFERENCES accounts (id),
    token_hash   TEXT        NOT NULL UNIQUE,
    started_at   TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    ends_at      TIMESTAMPTZ NOT NULL,
    device       TEXT        NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);
