-- Why papers and marks are kept beyond their time: one row for each complaint about what a ballot decides.
CREATE TABLE ballot_holds (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    -- The page of what the ballot decides, as in `ballots`.
    about     TEXT NOT NULL,
    because   TEXT NOT NULL,
    -- The last day of the hold; none where it lasts until somebody ends it.
    until_on  DATE
);
CREATE INDEX ballot_holds_by_branch ON ballot_holds (branch_id, about);
