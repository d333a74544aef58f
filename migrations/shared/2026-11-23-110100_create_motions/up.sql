-- A motion from its handing in to its decision. Numbers run by year: 2026/7.
CREATE TABLE motions (
    id               UUID        NOT NULL PRIMARY KEY,
    branch_id        UUID        NOT NULL REFERENCES branches (id),
    year             INTEGER     NOT NULL,
    number           INTEGER     NOT NULL,
    title            TEXT        NOT NULL,
    text             TEXT        NOT NULL,
    mover_id         UUID        NOT NULL REFERENCES members (id),
    -- Who was asked to second it, and later did; none while nobody is asked.
    seconder_id      UUID        REFERENCES members (id),
    -- The meeting it is for; none while it waits for the next one to be called.
    meeting_id       UUID        REFERENCES meetings (id),
    state            TEXT        NOT NULL CHECK (state IN
        ('waiting-for-seconder', 'seconded', 'in-order', 'out-of-order', 'withdrawn', 'carried', 'lost')),
    submitted_at     TIMESTAMPTZ NOT NULL,
    seconded_at      TIMESTAMPTZ,
    ruled_at         TIMESTAMPTZ,
    decided_at       TIMESTAMPTZ,
    -- Why it could not wait for another meeting; none for a motion handed in in time.
    emergency_reason TEXT,
    -- The rule that it breaks and the reason given, where it was ruled out of order.
    ruling_clause    TEXT,
    ruling_reason    TEXT,
    UNIQUE (branch_id, year, number),
    CHECK (seconder_id IS NULL OR seconder_id <> mover_id)
);
CREATE INDEX motions_by_meeting ON motions (meeting_id);
CREATE INDEX motions_by_state ON motions (branch_id, state);
