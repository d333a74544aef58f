-- What members who have no vote on a sealed roll say against it, and how each was decided.
CREATE TABLE roll_objections (
    ballot_id  UUID NOT NULL REFERENCES ballots (id),
    member_id  UUID NOT NULL REFERENCES members (id),
    branch_id  UUID NOT NULL REFERENCES branches (id),
    -- Her words, and why the roll gave her no vote when she wrote them.
    says       TEXT NOT NULL,
    stood      TEXT NOT NULL,
    made_on    DATE NOT NULL,
    -- Empty until it is decided; then all three stand.
    ruling     TEXT CHECK (ruling IN ('granted', 'refused')),
    because    TEXT NOT NULL,
    decided_on DATE,
    PRIMARY KEY (ballot_id, member_id)
);
