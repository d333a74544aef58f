-- Whom each ward and each affiliated body nominated in a selection. An entry that was put right is kept with the day on
-- which another took its place.
CREATE TABLE selection_nominations (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    selection_id UUID NOT NULL REFERENCES selections (id),
    -- A ward or an affiliate, by its kind; its name as it was then.
    body_id      UUID NOT NULL,
    body_kind    TEXT NOT NULL,
    body_name    TEXT NOT NULL,
    met_on       DATE NOT NULL,
    present      INTEGER NOT NULL,
    -- None where the meeting nominated nobody.
    nominee_id   UUID REFERENCES members (id),
    by_lot       BOOLEAN NOT NULL,
    entered_on   DATE NOT NULL,
    replaced_on  DATE
);
CREATE UNIQUE INDEX selection_nominations_by_body ON selection_nominations (selection_id, body_id) WHERE replaced_on IS NULL;

-- How many of the meeting voted for whom.
CREATE TABLE selection_nomination_votes (
    nomination_id UUID NOT NULL REFERENCES selection_nominations (id),
    branch_id     UUID NOT NULL REFERENCES branches (id),
    member_id     UUID NOT NULL REFERENCES members (id),
    votes         INTEGER NOT NULL,
    PRIMARY KEY (nomination_id, member_id)
);
