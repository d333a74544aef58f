-- Amendments to motions: each a set of operations on the text as it was moved, which never changes.
CREATE TABLE amendments (
    id           UUID        NOT NULL PRIMARY KEY,
    branch_id    UUID        NOT NULL REFERENCES branches (id),
    motion_id    UUID        NOT NULL REFERENCES motions (id),
    -- From 1 in each motion.
    number       INTEGER     NOT NULL,
    mover_id     UUID        NOT NULL REFERENCES members (id),
    -- What it does, as it is read out: as its mover wrote it, or written from what she changed.
    wording      TEXT        NOT NULL,
    -- The same as operations: from and to in bytes of the motion's text, and what is put there.
    operations   TEXT        NOT NULL,
    -- Why, in the mover's words; empty where she gave no reason.
    reason       TEXT        NOT NULL,
    state        TEXT        NOT NULL CHECK (state IN ('proposed', 'withdrawn', 'carried', 'lost', 'fallen')),
    submitted_at TIMESTAMPTZ NOT NULL,
    decided_at   TIMESTAMPTZ,
    UNIQUE (motion_id, number)
);
