-- What a person said about the rows of a list that no membership number matches. Forgotten with the file.
CREATE TABLE import_decisions (
    import_id UUID    NOT NULL REFERENCES imports (id),
    -- The row, the headings being row 1.
    line      INTEGER NOT NULL,
    branch_id UUID    NOT NULL REFERENCES branches (id),
    says      TEXT    NOT NULL CHECK (says IN ('same', 'new', 'out')),
    -- The member whom the row is about; no reference, as in import_changes.
    member_id UUID,
    PRIMARY KEY (import_id, line)
);
CREATE INDEX import_decisions_by_member ON import_decisions (member_id);
