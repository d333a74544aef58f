-- A published cut is never changed: the paper in a canvasser's hand and the page on her phone show the same doors.
CREATE TABLE cuts (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    district_id  UUID NOT NULL REFERENCES polling_districts (id),
    -- Counts the cuts of this polling district.
    number       INTEGER NOT NULL,
    per_round    INTEGER NOT NULL,
    published_at TIMESTAMPTZ NOT NULL,
    replaced_at  TIMESTAMPTZ,
    UNIQUE (district_id, number)
);

CREATE TABLE rounds (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    cut_id      UUID NOT NULL REFERENCES cuts (id),
    district_id UUID NOT NULL REFERENCES polling_districts (id),
    code        TEXT NOT NULL,
    doors       INTEGER NOT NULL,
    streets     TEXT NOT NULL,
    UNIQUE (cut_id, code)
);
CREATE INDEX rounds_by_branch ON rounds (branch_id);

CREATE TABLE round_doors (
    round_id  UUID NOT NULL REFERENCES rounds (id),
    position  INTEGER NOT NULL,
    branch_id UUID NOT NULL REFERENCES branches (id),
    door_id   UUID NOT NULL REFERENCES doors (id),
    PRIMARY KEY (round_id, position)
);
CREATE INDEX round_doors_by_door ON round_doors (door_id);
