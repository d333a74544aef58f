-- A meeting that was called. Calling it froze its roll and its notice.
CREATE TABLE meetings (
    id               UUID        NOT NULL PRIMARY KEY,
    branch_id        UUID        NOT NULL REFERENCES branches (id),
    kind             TEXT        NOT NULL CHECK (kind IN ('general', 'annual', 'special', 'executive', 'delegate', 'unit')),
    title            TEXT        NOT NULL,
    starts_at        TIMESTAMPTZ NOT NULL,
    place            TEXT        NOT NULL,
    state            TEXT        NOT NULL CHECK (state IN ('called', 'open', 'closed')),
    room_code        TEXT        NOT NULL,
    called_at        TIMESTAMPTZ NOT NULL,
    opened_at        TIMESTAMPTZ,
    closed_at        TIMESTAMPTZ,
    -- Why it was called although a rule spoke against the day; none for a meeting called in time.
    emergency_reason TEXT
);
CREATE INDEX meetings_by_start ON meetings (branch_id, starts_at);

-- Who was entitled to notice when the meeting was called, and whether they could vote, with every reason as JSON.
CREATE TABLE meeting_roll (
    meeting_id UUID    NOT NULL REFERENCES meetings (id),
    member_id  UUID    NOT NULL REFERENCES members (id),
    branch_id  UUID    NOT NULL REFERENCES branches (id),
    may_vote   BOOLEAN NOT NULL,
    reasons    TEXT    NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
);

CREATE TABLE agenda_items (
    id         UUID    NOT NULL PRIMARY KEY,
    branch_id  UUID    NOT NULL REFERENCES branches (id),
    meeting_id UUID    NOT NULL REFERENCES meetings (id),
    position   INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    -- The page of what is to be dealt with, such as a motion's.
    link       TEXT
);
CREATE INDEX agenda_items_by_meeting ON agenda_items (meeting_id, position);

-- Who was in the room, from when to when, and whether they could vote as of coming in.
CREATE TABLE attendances (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    member_id  UUID        NOT NULL REFERENCES members (id),
    may_vote   BOOLEAN     NOT NULL,
    says       TEXT        NOT NULL,
    joined_at  TIMESTAMPTZ NOT NULL,
    left_at    TIMESTAMPTZ
);
CREATE INDEX attendances_by_meeting ON attendances (meeting_id, joined_at);
-- Nobody is in the room twice.
CREATE UNIQUE INDEX attendances_once ON attendances (meeting_id, member_id) WHERE left_at IS NULL;
