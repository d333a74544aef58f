-- What a member says she needs to take part in a meeting. It stands apart from the register: few may read it.
CREATE TABLE access_needs (
    member_id UUID NOT NULL PRIMARY KEY REFERENCES members (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    words     TEXT NOT NULL,
    said_on   DATE NOT NULL
);
CREATE INDEX access_needs_by_branch ON access_needs (branch_id);
