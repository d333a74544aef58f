-- The elections of officers at a meeting: which places are up, who stands for each, and what came of it.
CREATE TABLE officer_elections (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    meeting_id UUID NOT NULL REFERENCES meetings (id),
    called_on  DATE NOT NULL,
    -- The last day on which names are taken.
    closes_on  DATE NOT NULL,
    -- The day on which nominations were closed in the meeting, where they were.
    closed_on  DATE,
    -- The member who runs them, and who therefore cannot stand.
    officer_id UUID NOT NULL REFERENCES members (id),
    UNIQUE (meeting_id)
);
CREATE INDEX officer_elections_by_branch ON officer_elections (branch_id);

CREATE TABLE officer_contests (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    election_id UUID NOT NULL REFERENCES officer_elections (id),
    -- The order in which the places are filled: whoever is elected to an earlier one may be out of a later one.
    position    INTEGER NOT NULL,
    sort        TEXT NOT NULL,
    -- The key of the office in the rulebook, or "delegate".
    office      TEXT NOT NULL,
    title       TEXT NOT NULL,
    seats       INTEGER NOT NULL,
    -- Why the places are up, a sentence a line, and the clause.
    working     TEXT NOT NULL,
    clause      TEXT NOT NULL,
    -- The last day of the term, where it is the rest of somebody else's.
    ends_on     DATE,
    ballot_id   UUID REFERENCES ballots (id),
    declared_on DATE
);
CREATE INDEX officer_contests_by_election ON officer_contests (election_id);

CREATE TABLE officer_nominations (
    id                  UUID NOT NULL PRIMARY KEY,
    branch_id           UUID NOT NULL REFERENCES branches (id),
    contest_id          UUID NOT NULL REFERENCES officer_contests (id),
    member_id           UUID NOT NULL REFERENCES members (id),
    -- Who shares the office, where two stand as one.
    partner_id          UUID REFERENCES members (id),
    -- Who named them.
    namer_id            UUID NOT NULL REFERENCES members (id),
    statement           TEXT NOT NULL,
    -- Whether each belongs to those for whom the rules keep places: as they themselves say, or not said.
    belongs             TEXT NOT NULL,
    partner_belongs     TEXT NOT NULL,
    named_on            DATE NOT NULL,
    accepted_on         DATE,
    partner_accepted_on DATE,
    withdrawn_on        DATE
);
CREATE INDEX officer_nominations_by_contest ON officer_nominations (contest_id);
