-- The box. No row number, no time, no key to the roll: papers lie in the order of their random keys.
CREATE TABLE ballot_papers (
    ballot_id UUID NOT NULL REFERENCES ballots (id),
    id        UUID NOT NULL,
    branch_id UUID NOT NULL REFERENCES branches (id),
    marks     TEXT NOT NULL,
    PRIMARY KEY (ballot_id, id)
) WITHOUT ROWID;
