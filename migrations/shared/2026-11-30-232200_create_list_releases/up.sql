-- A file about more people than leave at one officer's word: one asks for it, another agrees, and whoever asked takes it once.
CREATE TABLE list_releases (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    -- The kept list that it is of, if it is of one: whoever is left out there is not on the file.
    list_id    UUID REFERENCES saved_lists (id),
    -- The question as the address of the page writes it.
    asks       TEXT NOT NULL,
    what       TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    people     INTEGER NOT NULL,
    asked_by   UUID NOT NULL REFERENCES accounts (id),
    asked_at   TIMESTAMPTZ NOT NULL,
    agreed_by  UUID REFERENCES accounts (id),
    agreed_at  TIMESTAMPTZ,
    refused_at TIMESTAMPTZ,
    taken_at   TIMESTAMPTZ
);
CREATE INDEX list_releases_by_branch ON list_releases (branch_id, asked_at);
