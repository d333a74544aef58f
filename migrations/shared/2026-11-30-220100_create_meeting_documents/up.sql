-- Papers that go with a meeting or with one item of its agenda: reports, accounts, plans.
CREATE TABLE meeting_documents (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    -- The item it belongs to; none where it is for the whole meeting, or its item went off the agenda.
    item_id    UUID        REFERENCES agenda_items (id) ON DELETE SET NULL,
    title      TEXT        NOT NULL,
    -- What the file is by its content, not by its name.
    format     TEXT        NOT NULL CHECK (format IN ('pdf', 'odt', 'ods', 'odp', 'docx', 'xlsx', 'pptx', 'png', 'jpeg', 'text')),
    size       INTEGER     NOT NULL,
    sha256     TEXT        NOT NULL,
    content    BYTEA       NOT NULL,
    added_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX meeting_documents_by_meeting ON meeting_documents (meeting_id);
