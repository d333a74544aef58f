-- Forgetting a person: asked for by them, or proposed because they left long ago; confirmed by somebody else; done on a day.
CREATE TABLE erasures (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    ground       TEXT NOT NULL CHECK (ground IN ('asked', 'left')),
    proposed_on  DATE NOT NULL,
    -- None where the program proposed it.
    proposed_by  UUID REFERENCES accounts (id),
    confirmed_on DATE,
    confirmed_by UUID REFERENCES accounts (id),
    -- The first day on which it is done.
    erase_on     DATE,
    stopped_on   DATE,
    stopped_why  TEXT NOT NULL,
    erased_on    DATE
);
CREATE INDEX erasures_by_branch ON erasures (branch_id, erased_on, stopped_on);
CREATE INDEX erasures_by_member ON erasures (member_id);
