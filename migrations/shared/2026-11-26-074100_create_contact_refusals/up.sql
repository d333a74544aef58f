-- The kinds of messages that a member wants none of.
CREATE TABLE contact_refusals (
    member_id UUID NOT NULL REFERENCES members (id),
    kind      TEXT NOT NULL,
    branch_id UUID NOT NULL REFERENCES branches (id),
    since_on  DATE NOT NULL,
    PRIMARY KEY (member_id, kind)
);
CREATE INDEX contact_refusals_by_branch ON contact_refusals (branch_id, kind);
