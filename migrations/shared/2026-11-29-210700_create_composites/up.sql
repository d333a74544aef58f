-- A composite: motions about the same thing whose movers look for one text that all of them move together.
CREATE TABLE composites (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    title      TEXT        NOT NULL,
    text       TEXT        NOT NULL,
    -- From 1; each change of the words is another, to which everybody agrees anew.
    version    INTEGER     NOT NULL,
    state      TEXT        NOT NULL CHECK (state IN ('open', 'agreed', 'given-up')),
    -- What it became.
    motion_id  UUID        REFERENCES motions (id),
    opened_at  TIMESTAMPTZ NOT NULL
);

-- The motions that it puts together, in the order in which their movers stand behind it.
CREATE TABLE composite_motions (
    composite_id UUID    NOT NULL REFERENCES composites (id),
    motion_id    UUID    NOT NULL REFERENCES motions (id),
    branch_id    UUID    NOT NULL REFERENCES branches (id),
    position     INTEGER NOT NULL,
    -- The version to which its mover has agreed last; 0 before.
    agreed_to    INTEGER NOT NULL,
    PRIMARY KEY (composite_id, motion_id)
);
