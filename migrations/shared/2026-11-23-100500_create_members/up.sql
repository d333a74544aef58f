-- A person in the register. What changes with time (class, residence, offices) stands in dated tables of its own.
CREATE TABLE members (
    id             UUID NOT NULL PRIMARY KEY,
    branch_id      UUID NOT NULL REFERENCES branches (id),
    account_id     UUID REFERENCES accounts (id),
    number         TEXT NOT NULL,
    title          TEXT NOT NULL,
    first_name     TEXT NOT NULL,
    preferred_name TEXT NOT NULL,
    last_name      TEXT NOT NULL,
    email          TEXT,
    mobile         TEXT NOT NULL,
    address        TEXT NOT NULL,
    town           TEXT NOT NULL,
    postcode       TEXT NOT NULL,
    gender         TEXT NOT NULL,
    born_on        DATE,
    paid_to        DATE,
    -- Name, number and postcode in small letters, so that one query finds whichever was typed.
    search         TEXT NOT NULL,
    -- Last name, then first, in small letters: the order of every list of people.
    sort_name      TEXT NOT NULL,
    entered_at     TIMESTAMPTZ NOT NULL,
    changed_at     TIMESTAMPTZ NOT NULL,
    UNIQUE (branch_id, number)
);
CREATE INDEX members_in_order ON members (branch_id, sort_name, id);
CREATE INDEX members_by_account ON members (account_id);

CREATE TABLE membership_periods (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    member_id UUID NOT NULL REFERENCES members (id),
    class     TEXT NOT NULL,
    from_on   DATE NOT NULL,
    to_on     DATE,
    source    TEXT NOT NULL
);
CREATE INDEX membership_periods_by_member ON membership_periods (member_id);
CREATE INDEX membership_periods_by_branch ON membership_periods (branch_id);

CREATE TABLE residences (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    member_id UUID NOT NULL REFERENCES members (id),
    ward_id   UUID NOT NULL REFERENCES wards (id),
    from_on   DATE,
    to_on     DATE,
    source    TEXT NOT NULL
);
CREATE INDEX residences_by_member ON residences (member_id);
CREATE INDEX residences_by_branch ON residences (branch_id);

-- Suspensions, both days included.
CREATE TABLE suspensions (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    member_id UUID NOT NULL REFERENCES members (id),
    from_on   DATE NOT NULL,
    to_on     DATE,
    source    TEXT NOT NULL
);
CREATE INDEX suspensions_by_branch ON suspensions (branch_id);

CREATE TABLE office_terms (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    member_id UUID NOT NULL REFERENCES members (id),
    office    TEXT NOT NULL,
    from_on   DATE NOT NULL,
    to_on     DATE,
    source    TEXT NOT NULL
);
CREATE INDEX office_terms_by_member ON office_terms (member_id);
CREATE INDEX office_terms_by_branch ON office_terms (branch_id);
