-- What the branch asks at doors besides, with the answers to choose from, one on each line.
CREATE TABLE door_questions (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    words      TEXT NOT NULL,
    choices    TEXT NOT NULL,
    set_at     TIMESTAMPTZ NOT NULL,
    retired_at TIMESTAMPTZ
);
CREATE INDEX door_questions_by_branch ON door_questions (branch_id);

-- What was answered. It belongs to the result that was noted with it, and is taken back with that.
CREATE TABLE door_replies (
    contact_id  UUID NOT NULL REFERENCES contacts (id),
    question_id UUID NOT NULL REFERENCES door_questions (id),
    branch_id   UUID NOT NULL REFERENCES branches (id),
    -- Which of the answers, from one.
    choice      INTEGER NOT NULL,
    PRIMARY KEY (contact_id, question_id)
);
CREATE INDEX door_replies_by_branch ON door_replies (branch_id, question_id);
