-- The minutes of a meeting as a later one agreed them: from then on they stay as they are.
CREATE TABLE floor_minutes (
    meeting_id  UUID        NOT NULL PRIMARY KEY REFERENCES meetings (id),
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    agreed_at   TIMESTAMPTZ NOT NULL,
    agreed_by   UUID        NOT NULL REFERENCES meetings (id),
    -- SHA-256 of the words as they read.
    fingerprint TEXT        NOT NULL,
    -- Headings and sentences, as JSON.
    parts       TEXT        NOT NULL
);
