-- A sitting representative who asks to be the candidate again, and what the wards and the affiliates say to it.
CREATE TABLE triggers (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    office       TEXT NOT NULL,
    ward         TEXT NOT NULL,
    statement    TEXT NOT NULL,
    state        TEXT NOT NULL,
    asked_on     DATE NOT NULL,
    -- The last day of the meetings; none until an officer opens it.
    closes_on    DATE,
    settled_on   DATE,
    -- The full selection that it led to, once that is called.
    selection_id UUID REFERENCES selections (id)
);

-- What the meeting of one body answered; an answer that was put right is kept.
CREATE TABLE trigger_answers (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    trigger_id  UUID NOT NULL REFERENCES triggers (id),
    body_id     UUID NOT NULL,
    body_kind   TEXT NOT NULL,
    body_name   TEXT NOT NULL,
    met_on      DATE NOT NULL,
    present     INTEGER NOT NULL,
    votes_yes   INTEGER NOT NULL,
    votes_no    INTEGER NOT NULL,
    verdict     TEXT NOT NULL,
    entered_on  DATE NOT NULL,
    replaced_on DATE
);
CREATE UNIQUE INDEX trigger_answers_by_body ON trigger_answers (trigger_id, body_id) WHERE replaced_on IS NULL;
