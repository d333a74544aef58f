-- What happened in a meeting, in order: the log from which its screens and its minutes are read.
CREATE TABLE floor_events (
    meeting_id  UUID        NOT NULL REFERENCES meetings (id),
    -- From 1, without gaps: of two chairs who press at once, one finds the number taken.
    number      INTEGER     NOT NULL,
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    happened_at TIMESTAMPTZ NOT NULL,
    -- What was done and the facts that its sentence needs, as JSON.
    deed        TEXT        NOT NULL,
    PRIMARY KEY (meeting_id, number)
);

-- The secretary's wording of one sentence of the minutes; the drafted sentence is worked out anew from the log.
CREATE TABLE floor_wordings (
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    -- Which sentence: "attendance", "event-4".
    sentence   TEXT        NOT NULL,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    words      TEXT        NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (meeting_id, sentence)
);
