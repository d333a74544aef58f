-- The papers of a closed ballot counted once more, and whether the sheet came out as it was declared.
CREATE TABLE recounts (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    ballot_id  UUID NOT NULL REFERENCES ballots (id),
    made_on    DATE NOT NULL,
    agrees     BOOLEAN NOT NULL
);
CREATE INDEX recounts_by_ballot ON recounts (ballot_id);
