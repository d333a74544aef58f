-- Agendas to start from, by name and kind of meeting.
CREATE TABLE agenda_templates (
    id        UUID        NOT NULL PRIMARY KEY,
    branch_id UUID        NOT NULL REFERENCES branches (id),
    name      TEXT        NOT NULL,
    kind      TEXT        NOT NULL,
    -- An item a line, with its minutes in brackets.
    lines     TEXT        NOT NULL,
    saved_at  TIMESTAMPTZ NOT NULL,
    UNIQUE (branch_id, name)
);
