-- Columns that those who work with a kept list add to it: "Rung", "Who calls". One of them, which no table shows, says who is
-- left out of the list.
CREATE TABLE working_columns (
    id         UUID    NOT NULL PRIMARY KEY,
    branch_id  UUID    NOT NULL REFERENCES branches (id),
    list_id    UUID    NOT NULL REFERENCES saved_lists (id),
    label      TEXT    NOT NULL,
    -- tick, words, person; place for the one that says who is left out.
    kind       TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    made_by    UUID    REFERENCES accounts (id),
    made_on    DATE    NOT NULL,
    removed_on DATE
);
CREATE INDEX working_columns_by_list ON working_columns (list_id, position);

-- What stands in such a column about one person; empty where somebody cleared it.
CREATE TABLE working_cells (
    column_id UUID        NOT NULL REFERENCES working_columns (id),
    member_id UUID        NOT NULL REFERENCES members (id),
    branch_id UUID        NOT NULL REFERENCES branches (id),
    -- "yes", words, or the id of the member who takes care.
    value     TEXT        NOT NULL,
    set_by    UUID        REFERENCES accounts (id),
    set_at    TIMESTAMPTZ NOT NULL,
    -- The writing that it comes from: an act for many people, or one saving.
    touch     UUID        NOT NULL,
    PRIMARY KEY (column_id, member_id)
);
CREATE INDEX working_cells_by_member ON working_cells (member_id);
CREATE INDEX working_cells_by_value ON working_cells (branch_id, value);
