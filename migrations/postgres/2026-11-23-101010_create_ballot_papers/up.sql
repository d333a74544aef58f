-- The box. No time and no key to the roll; PostgreSQL keeps rows as they came, so the close lays all papers in anew.
CREATE TABLE ballot_papers (
    ballot_id UUID NOT NULL REFERENCES ballots (id),
    id        UUID NOT NULL,
    branch_id UUID NOT NULL REFERENCES branches (id),
    marks     TEXT NOT NULL,
    PRIMARY KEY (ballot_id, id)
);
