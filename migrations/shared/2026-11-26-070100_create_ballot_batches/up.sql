-- Who tells the printed papers of a ballot.
CREATE TABLE ballot_tellers (
    ballot_id UUID NOT NULL REFERENCES ballots (id),
    member_id UUID NOT NULL REFERENCES members (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    PRIMARY KEY (ballot_id, member_id)
);

-- A pile of printed papers that two tellers read, each alone.
CREATE TABLE ballot_batches (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    ballot_id UUID NOT NULL REFERENCES ballots (id),
    number    INTEGER NOT NULL,
    -- How many papers it holds, and SHA-256 over them, once both readings agree.
    papers    INTEGER,
    hash      TEXT,
    UNIQUE (ballot_id, number)
);

-- What one teller read, a paper a line in the order of the pile. It goes when the papers are laid into the box.
CREATE TABLE ballot_readings (
    batch_id  UUID NOT NULL REFERENCES ballot_batches (id),
    teller_id UUID NOT NULL REFERENCES members (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    lines     TEXT NOT NULL,
    PRIMARY KEY (batch_id, teller_id)
);
