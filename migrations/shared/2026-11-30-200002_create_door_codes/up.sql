-- The branch's own words for what can happen at a door and for what people say of their vote. Each means one of the plain
-- set, by which doors and votes are counted. One that is no longer used stays for the results that bear it.
CREATE TABLE door_codes (
    id         UUID NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    kind       TEXT NOT NULL CHECK (kind IN ('result', 'intention')),
    -- The digit on paper, on the phone and at the keyboard.
    number     INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9),
    words      TEXT NOT NULL,
    meaning    TEXT NOT NULL,
    set_at     TIMESTAMPTZ NOT NULL,
    retired_at TIMESTAMPTZ
);
CREATE INDEX door_codes_by_branch ON door_codes (branch_id);
CREATE UNIQUE INDEX door_codes_one_digit ON door_codes (branch_id, kind, number) WHERE retired_at IS NULL;
