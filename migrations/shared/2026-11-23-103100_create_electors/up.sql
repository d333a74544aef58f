-- A register as the council supplied it. The file itself is kept only until it is loaded or withdrawn.
CREATE TABLE registers (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    file_name   TEXT NOT NULL,
    file_hash   TEXT NOT NULL,
    file        BYTEA,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'loaded', 'undone')),
    layout      TEXT NOT NULL,
    rows_read   INTEGER NOT NULL,
    electors    INTEGER NOT NULL,
    basis       TEXT,
    destroy_on  DATE,
    sent_at     TIMESTAMPTZ NOT NULL,
    settled_at  TIMESTAMPTZ
);
CREATE INDEX registers_by_branch ON registers (branch_id, sent_at);

CREATE TABLE doors (
    id              UUID NOT NULL PRIMARY KEY,
    branch_id       UUID NOT NULL REFERENCES branches (id),
    -- The register in which the door was met first.
    register_id     UUID NOT NULL REFERENCES registers (id),
    district_id     UUID NOT NULL REFERENCES polling_districts (id),
    street_id       UUID NOT NULL REFERENCES streets (id),
    door_key        TEXT NOT NULL,
    house           TEXT NOT NULL,
    building        TEXT NOT NULL,
    flat            TEXT NOT NULL,
    town            TEXT NOT NULL,
    postcode        TEXT NOT NULL,
    -- Whether anybody on a register in force lives here.
    is_listed       BOOLEAN NOT NULL,
    -- Somebody asked not to be knocked up; later cuts leave the door out.
    do_not_knock_at TIMESTAMPTZ,
    UNIQUE (branch_id, door_key)
);
CREATE INDEX doors_by_district ON doors (district_id);

-- An entry of one register: a number in a polling district, given anew every year. Whose entry it is over the years is
-- kept apart: `person` is for that, and empty until entries of two registers have been matched.
CREATE TABLE electors (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    register_id  UUID NOT NULL REFERENCES registers (id),
    district_id  UUID NOT NULL REFERENCES polling_districts (id),
    door_id      UUID REFERENCES doors (id),
    person       UUID,
    number       INTEGER NOT NULL,
    suffix       INTEGER NOT NULL,
    surname      TEXT NOT NULL,
    forenames    TEXT NOT NULL,
    markers      TEXT NOT NULL,
    attains_on   DATE,
    -- The register that took this one's place in the polling district.
    replaced_by  UUID REFERENCES registers (id),
    UNIQUE (register_id, district_id, number, suffix)
);
CREATE INDEX electors_by_door ON electors (door_id);
CREATE INDEX electors_by_district ON electors (district_id);
