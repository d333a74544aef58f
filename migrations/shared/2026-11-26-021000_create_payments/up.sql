-- To which day dues are paid, each time this was recorded anew: some votes go by what was recorded by their day. What
-- stood before the first entry was known from the beginning.
CREATE TABLE payments (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    member_id   UUID NOT NULL REFERENCES members (id),
    recorded_at TIMESTAMPTZ NOT NULL,
    recorded_on DATE NOT NULL,
    before_to   DATE,
    paid_to     DATE,
    source      TEXT NOT NULL
);
CREATE INDEX payments_by_member ON payments (member_id);
CREATE INDEX payments_by_branch ON payments (branch_id);

-- What somebody put right by hand, and where they knew it from; what the fact says now stands in its own table.
CREATE TABLE corrections (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    member_id UUID NOT NULL REFERENCES members (id),
    made_at   TIMESTAMPTZ NOT NULL,
    made_by   UUID REFERENCES accounts (id),
    what      TEXT NOT NULL,
    source    TEXT NOT NULL
);
CREATE INDEX corrections_by_member ON corrections (member_id);
