-- The agenda as it was published: with the notice, and whenever the secretary publishes it again.
CREATE TABLE agenda_versions (
    meeting_id   UUID        NOT NULL REFERENCES meetings (id),
    -- From 1, which is the agenda of the notice.
    version      INTEGER     NOT NULL,
    branch_id    UUID        NOT NULL REFERENCES branches (id),
    -- The titles of its items in order, a line each.
    titles       TEXT        NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (meeting_id, version)
);
