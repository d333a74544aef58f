-- Polling districts and streets: what canvassing knows the ward by.
CREATE TABLE polling_districts (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    code      TEXT NOT NULL,
    UNIQUE (branch_id, code)
);

CREATE TABLE streets (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    -- One writing for all writings of the street.
    street_key TEXT NOT NULL,
    name      TEXT NOT NULL,
    UNIQUE (branch_id, street_key)
);
