-- Who was declared elected to an office, with the term that came of it.
CREATE TABLE officers_elected (
    term_id       UUID NOT NULL PRIMARY KEY,
    branch_id     UUID NOT NULL REFERENCES branches (id),
    contest_id    UUID NOT NULL REFERENCES officer_contests (id),
    nomination_id UUID NOT NULL REFERENCES officer_nominations (id),
    member_id     UUID NOT NULL REFERENCES members (id),
    elected_on    DATE NOT NULL,
    -- The last day of the term as it was declared.
    ends_on       DATE
);
CREATE INDEX officers_elected_by_contest ON officers_elected (contest_id);

-- The terms that a declaration ended, each with the last day it would have had.
CREATE TABLE officers_succeeded (
    contest_id UUID NOT NULL REFERENCES officer_contests (id),
    term_id    UUID NOT NULL,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    until_on   DATE,
    PRIMARY KEY (contest_id, term_id)
);
