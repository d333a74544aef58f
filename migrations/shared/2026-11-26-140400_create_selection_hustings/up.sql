-- The hustings of a selection: its meeting, the seed of the lot, and how the time is shared.
CREATE TABLE selection_hustings (
    selection_id UUID NOT NULL PRIMARY KEY REFERENCES selections (id),
    branch_id    UUID NOT NULL REFERENCES branches (id),
    meeting_id   UUID NOT NULL REFERENCES meetings (id),
    seed         TEXT NOT NULL,
    minutes      INTEGER NOT NULL,
    questions    INTEGER NOT NULL,
    drawn_on     DATE NOT NULL
);
-- Those who speak, in the order drawn.
CREATE TABLE selection_speakers (
    selection_id UUID NOT NULL REFERENCES selections (id),
    place        INTEGER NOT NULL,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    PRIMARY KEY (selection_id, place)
);
CREATE INDEX selection_speakers_by_member ON selection_speakers (member_id);
