-- Complaints about a selection: what was said, the answer, and one appeal against it.
CREATE TABLE selection_complaints (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    selection_id UUID NOT NULL REFERENCES selections (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    words        TEXT NOT NULL,
    made_on      DATE NOT NULL,
    -- Empty until it is answered.
    answer       TEXT NOT NULL,
    answered_on  DATE,
    answered_by  UUID REFERENCES accounts (id),
    -- The last day of an appeal; none where the rulebook knows none.
    appeal_until DATE,
    appeal       TEXT NOT NULL,
    appealed_on  DATE,
    decision     TEXT NOT NULL,
    decided_on   DATE,
    decided_by   UUID REFERENCES accounts (id)
);
CREATE INDEX selection_complaints_by_selection ON selection_complaints (selection_id);
CREATE INDEX selection_complaints_by_member ON selection_complaints (member_id);
