-- What a notice said to everybody, word for word, frozen when it went out.
CREATE TABLE meeting_notices (
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    -- From 1; another is written only when the meeting is called anew.
    version    INTEGER     NOT NULL,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    text       TEXT        NOT NULL,
    sha256     TEXT        NOT NULL,
    frozen_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (meeting_id, version)
);
