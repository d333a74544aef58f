-- A question put to those on a roll: an election by ranked papers, or a decision by yes, no and abstain.
CREATE TABLE ballots (
    id               UUID NOT NULL PRIMARY KEY,
    branch_id        UUID NOT NULL REFERENCES branches (id),
    kind             TEXT NOT NULL CHECK (kind IN ('election', 'decision')),
    title            TEXT NOT NULL,
    question         TEXT NOT NULL,
    method           TEXT NOT NULL,
    seats            INTEGER NOT NULL,
    -- The matter whose majority the rulebook names, for decisions.
    matter           TEXT NOT NULL,
    -- The page of what it decides.
    about            TEXT NOT NULL,
    -- The rulebook's sort of ballot, for elections.
    rule             TEXT NOT NULL,
    -- The wards whose members vote, one a line; empty where the whole branch does.
    area             TEXT NOT NULL,
    secrecy          TEXT NOT NULL CHECK (secrecy IN ('ordinary')),
    state            TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
    called_on        DATE NOT NULL,
    opens_on         DATE NOT NULL,
    freeze_on        DATE NOT NULL,
    closes_at        TIMESTAMPTZ,
    opened_at        TIMESTAMPTZ,
    closed_at        TIMESTAMPTZ,
    roll_fingerprint TEXT,
    -- Why it was closed before its time, where it was.
    closing_note     TEXT,
    -- Numbers of choices in the order in which the returning officer drew them, where votes could not decide.
    drawn_lots       TEXT,
    hands_for        INTEGER NOT NULL DEFAULT 0,
    hands_against    INTEGER NOT NULL DEFAULT 0,
    hands_abstain    INTEGER NOT NULL DEFAULT 0,
    -- When the last trace of the order of casting was swept out of the database's files.
    swept_at         TIMESTAMPTZ
);
CREATE INDEX ballots_by_branch ON ballots (branch_id, state);
CREATE INDEX ballots_by_subject ON ballots (branch_id, about);

-- What can be chosen, numbered in the order drawn for the paper.
CREATE TABLE ballot_choices (
    ballot_id UUID NOT NULL REFERENCES ballots (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    number    INTEGER NOT NULL,
    name      TEXT NOT NULL,
    statement TEXT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    PRIMARY KEY (ballot_id, number)
);

-- The roll, frozen when the ballot opens, and the marked register: who has voted, to the day and no finer.
CREATE TABLE ballot_roll (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    ballot_id  UUID NOT NULL REFERENCES ballots (id),
    member_id  UUID NOT NULL REFERENCES members (id),
    number     INTEGER NOT NULL,
    entitled   BOOLEAN NOT NULL,
    -- Each thing that the rule asked and whether it held, as JSON.
    grounds    TEXT NOT NULL,
    token_hash TEXT,
    code_hash  TEXT,
    voted_on   DATE,
    channel    TEXT CHECK (channel IN ('link', 'site', 'room')),
    UNIQUE (ballot_id, member_id)
);
CREATE INDEX ballot_roll_by_member ON ballot_roll (member_id);
CREATE INDEX ballot_roll_by_token ON ballot_roll (token_hash);
CREATE INDEX ballot_roll_by_code ON ballot_roll (code_hash);

-- The result sheet and the file from which anyone may count again.
CREATE TABLE ballot_results (
    ballot_id  UUID NOT NULL PRIMARY KEY REFERENCES ballots (id),
    branch_id  UUID NOT NULL REFERENCES branches (id),
    papers     INTEGER NOT NULL,
    -- SHA-256 of all papers in the order of their keys, as the record has it.
    box_hash   TEXT NOT NULL,
    -- JSON: the sheet of an election, or what was decided. None while a lot is needed.
    sheet      TEXT,
    blt        TEXT NOT NULL
);
