-- The second step of signing in, for whoever holds an office: figures from an app, or a recovery code.
CREATE TABLE second_steps (
    account_id    UUID        NOT NULL PRIMARY KEY REFERENCES accounts (id),
    branch_id     UUID        NOT NULL REFERENCES branches (id),
    -- The secret that the app shares, sealed with a key that is kept outside the database.
    sealed_secret TEXT        NOT NULL,
    set_up_at     TIMESTAMPTZ NOT NULL,
    -- The half minute whose figures were taken last: figures open once.
    last_window   BIGINT      NOT NULL,
    -- Wrong codes since the last right one.
    wrong_codes   INTEGER     NOT NULL,
    wrong_at      TIMESTAMPTZ
);

-- For whoever has lost the phone with the app; each opens once.
CREATE TABLE recovery_codes (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    account_id UUID        NOT NULL REFERENCES accounts (id),
    code_hash  TEXT        NOT NULL,
    used_at    TIMESTAMPTZ
);
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

-- Two officers let a third set up the second step anew: one proposes, another confirms.
CREATE TABLE second_step_resets (
    id           UUID        NOT NULL PRIMARY KEY,
    branch_id    UUID        NOT NULL REFERENCES branches (id),
    account_id   UUID        NOT NULL REFERENCES accounts (id),
    proposed_by  UUID        NOT NULL REFERENCES accounts (id),
    proposed_at  TIMESTAMPTZ NOT NULL,
    settled_by   UUID        REFERENCES accounts (id),
    settled_at   TIMESTAMPTZ
);
CREATE INDEX second_step_resets_by_account ON second_step_resets (account_id);

-- When the second step was taken in a session, and the secret it had before that, good for one more minute.
ALTER TABLE sessions ADD COLUMN proved_at TIMESTAMPTZ;
ALTER TABLE sessions ADD COLUMN earlier_hash TEXT;
