-- An office that fell vacant before its term was over: from which day, why, and until when the rest of the term goes.
CREATE TABLE officer_vacancies (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    office    TEXT NOT NULL,
    -- The term that ended early, and whose it was.
    term_id   UUID NOT NULL,
    member_id UUID NOT NULL REFERENCES members (id),
    from_on   DATE NOT NULL,
    because   TEXT NOT NULL,
    -- The last day of the term as it would have been.
    ends_on   DATE,
    UNIQUE (term_id)
);
CREATE INDEX officer_vacancies_by_branch ON officer_vacancies (branch_id);

-- Terms that are held for the time being, until the next meeting that can elect.
CREATE TABLE officers_acting (
    term_id    UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    vacancy_id UUID NOT NULL REFERENCES officer_vacancies (id),
    member_id  UUID NOT NULL REFERENCES members (id)
);
CREATE INDEX officers_acting_by_vacancy ON officers_acting (vacancy_id);
