CREATE TABLE branches (
    id          UUID        NOT NULL PRIMARY KEY,
    name        TEXT        NOT NULL,
    kind        TEXT        NOT NULL CHECK (kind IN ('party', 'union', 'association')),
    zone        TEXT        NOT NULL,
    hue         INTEGER     NOT NULL CHECK (hue BETWEEN 0 AND 360),
    is_practice BOOLEAN     NOT NULL,
    founded_at  TIMESTAMPTZ NOT NULL
);

-- The rules in force from a day on, as text, so that a decision can be explained by the edition it was taken under.
CREATE TABLE rulebook_editions (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    in_force_on DATE NOT NULL,
    text        TEXT NOT NULL,
    adopted_by  TEXT NOT NULL,
    UNIQUE (branch_id, in_force_on)
);
