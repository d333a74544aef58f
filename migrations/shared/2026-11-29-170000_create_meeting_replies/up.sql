-- Who means to come to a meeting, to join it online, or sends apologies: the latest answer of each.
CREATE TABLE meeting_replies (
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    member_id  UUID        NOT NULL REFERENCES members (id),
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    reply      TEXT        NOT NULL CHECK (reply IN ('coming', 'online', 'apologies')),
    -- How it was given: signed in, by the link in the notice, or told to an officer.
    via        TEXT        NOT NULL CHECK (via IN ('site', 'link', 'officer')),
    replied_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
);
CREATE INDEX meeting_replies_by_member ON meeting_replies (member_id);
