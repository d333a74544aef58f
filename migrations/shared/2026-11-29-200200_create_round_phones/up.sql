-- Phones that carry a round about, so that it works where there is no signal; one that is lost is cut off.
CREATE TABLE round_phones (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    round_id   UUID NOT NULL REFERENCES rounds (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    carried_at TIMESTAMPTZ NOT NULL,
    cut_off_at TIMESTAMPTZ
);
CREATE INDEX round_phones_by_round ON round_phones (round_id);
CREATE INDEX round_phones_by_account ON round_phones (account_id);
