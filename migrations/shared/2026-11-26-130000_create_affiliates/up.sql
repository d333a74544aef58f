-- Bodies affiliated to the branch: branches of unions, socialist societies.
CREATE TABLE affiliates (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    named_on  DATE NOT NULL,
    -- The last day of the affiliation; none while it lasts.
    ended_on  DATE
);
CREATE UNIQUE INDEX affiliates_by_name ON affiliates (branch_id, name) WHERE ended_on IS NULL;
