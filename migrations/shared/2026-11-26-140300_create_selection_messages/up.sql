-- What those who stand write to those who vote, through the branch.
CREATE TABLE selection_messages (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    selection_id UUID NOT NULL REFERENCES selections (id),
    -- Who stands and writes.
    member_id    UUID NOT NULL REFERENCES members (id),
    words        TEXT NOT NULL,
    handed_in_at TIMESTAMPTZ NOT NULL,
    leaves_at    TIMESTAMPTZ NOT NULL,
    -- Why it was held back; empty where it was not.
    held_because TEXT NOT NULL,
    held_on      DATE,
    sent_on      DATE,
    -- To how many it went.
    people       INTEGER
);
CREATE INDEX selection_messages_by_selection ON selection_messages (selection_id);
CREATE INDEX selection_messages_by_member ON selection_messages (member_id);
