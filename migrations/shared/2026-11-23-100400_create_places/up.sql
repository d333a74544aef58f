-- Wards and other units of the branch: what members and canvassing share.
CREATE TABLE wards (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    name      TEXT NOT NULL,
    UNIQUE (branch_id, name)
);
