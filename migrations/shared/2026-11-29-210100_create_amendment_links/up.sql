-- How amendments to one motion hang together by their sense, which nobody can read from the words they change.
CREATE TABLE amendment_links (
    id          UUID        NOT NULL PRIMARY KEY,
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    motion_id   UUID        NOT NULL REFERENCES motions (id),
    first_id    UUID        NOT NULL REFERENCES amendments (id),
    kind        TEXT        NOT NULL CHECK (kind IN ('falls-if-carried', 'falls-if-lost', 'consequential', 'alternative')),
    then_id     UUID        NOT NULL REFERENCES amendments (id),
    declared_at TIMESTAMPTZ NOT NULL,
    UNIQUE (first_id, kind, then_id)
);
