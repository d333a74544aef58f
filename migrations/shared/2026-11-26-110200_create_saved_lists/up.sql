-- A question about members that somebody asks again and again; whoever it finds is looked up anew each time.
CREATE TABLE saved_lists (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    name       TEXT NOT NULL,
    -- The filters as the address of the page writes them.
    asks       TEXT NOT NULL,
    made_by    UUID NOT NULL REFERENCES accounts (id),
    made_on    DATE NOT NULL,
    is_shared  BOOLEAN NOT NULL,
    removed_on DATE
);
CREATE INDEX saved_lists_by_branch ON saved_lists (branch_id, name);
