-- The keys in mails about a shift, by their fingerprints: whoever holds one says for one member that she comes, or does not.
CREATE TABLE shift_keys (
    key_hash  TEXT        NOT NULL PRIMARY KEY,
    branch_id UUID        NOT NULL REFERENCES branches (id),
    shift_id  UUID        NOT NULL REFERENCES shifts (id),
    member_id UUID        NOT NULL REFERENCES members (id),
    sent_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX shift_keys_by_member ON shift_keys (member_id);
CREATE INDEX shift_keys_by_shift ON shift_keys (shift_id);
