-- Who asked to speak on an item of a meeting, and who spoke: a row from the asking to the end of the speech.
CREATE TABLE floor_speeches (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    item_id    UUID        NOT NULL,
    member_id  UUID        NOT NULL REFERENCES members (id),
    -- On which side, or whether to ask a question, to raise a point of order, to move or to reply.
    stance     TEXT        NOT NULL CHECK (stance IN ('for', 'against', 'question', 'order', 'opening', 'reply')),
    asked_at   TIMESTAMPTZ NOT NULL,
    -- None while the member waits.
    called_at  TIMESTAMPTZ,
    ended_at   TIMESTAMPTZ
);
CREATE INDEX floor_speeches_by_meeting ON floor_speeches (meeting_id);
