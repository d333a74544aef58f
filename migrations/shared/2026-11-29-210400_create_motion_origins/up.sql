-- Where a motion came from, if another body sent it: its file as it was signed there, so that anybody can check it later.
CREATE TABLE motion_origins (
    motion_id   UUID        NOT NULL PRIMARY KEY REFERENCES motions (id),
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    sender      TEXT        NOT NULL,
    -- Its number there.
    label       TEXT        NOT NULL,
    -- The signer's public key, and the signature, in hexadecimal figures.
    signer      TEXT        NOT NULL,
    signature   TEXT        NOT NULL,
    content     TEXT        NOT NULL,
    taken_in_at TIMESTAMPTZ NOT NULL,
    UNIQUE (branch_id, signature)
);
