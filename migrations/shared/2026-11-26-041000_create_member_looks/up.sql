-- Who was shown what of a member, and what for, once a day: the member reads it.
CREATE TABLE member_looks (
    branch_id  UUID NOT NULL REFERENCES branches (id),
    member_id  UUID NOT NULL REFERENCES members (id),
    account_id UUID NOT NULL REFERENCES accounts (id),
    shown      TEXT NOT NULL CHECK (shown IN ('page', 'contact', 'reach', 'letter', 'message', 'needs', 'copy')),
    purpose    TEXT NOT NULL,
    looked_on  DATE NOT NULL,
    PRIMARY KEY (member_id, account_id, shown, purpose, looked_on)
);
CREATE INDEX member_looks_by_day ON member_looks (branch_id, looked_on);
