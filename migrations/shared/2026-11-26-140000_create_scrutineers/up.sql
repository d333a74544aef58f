-- Members who watch an election, and what each of them says of it.
CREATE TABLE ballot_scrutineers (
    ballot_id UUID NOT NULL REFERENCES ballots (id),
    member_id UUID NOT NULL REFERENCES members (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    named_on  DATE NOT NULL,
    PRIMARY KEY (ballot_id, member_id)
);
CREATE TABLE ballot_scrutiny (
    ballot_id    UUID NOT NULL REFERENCES ballots (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    point        TEXT NOT NULL CHECK (point IN ('roll', 'papers', 'count', 'result')),
    branch_id    UUID NOT NULL REFERENCES branches (id),
    confirmed_on DATE,
    -- What she would not confirm, in her words; it stays when she confirms it later. Empty where she objected to nothing.
    objection    TEXT NOT NULL,
    objected_on  DATE,
    PRIMARY KEY (ballot_id, member_id, point)
);
