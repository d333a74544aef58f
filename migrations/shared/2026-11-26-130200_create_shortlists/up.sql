-- Who is on the longlist and the shortlist of a selection, and why somebody is not. Read by those who run selections; each
-- who is left out reads her own reason.
CREATE TABLE selection_listings (
    selection_id UUID NOT NULL REFERENCES selections (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    branch_id    UUID NOT NULL REFERENCES branches (id),
    on_longlist  BOOLEAN NOT NULL,
    on_shortlist BOOLEAN NOT NULL,
    reason       TEXT NOT NULL,
    PRIMARY KEY (selection_id, member_id)
);

-- A list that is settled: when, by whom, and why it lacks what the rules ask for, where it does.
CREATE TABLE selection_lists (
    selection_id   UUID NOT NULL REFERENCES selections (id),
    list           TEXT NOT NULL,
    branch_id      UUID NOT NULL REFERENCES branches (id),
    settled_on     DATE NOT NULL,
    decided_by     TEXT NOT NULL,
    except_because TEXT NOT NULL,
    PRIMARY KEY (selection_id, list)
);

-- Whether somebody who applies holds the office now: she says so, and whoever runs the selection confirms it.
ALTER TABLE selection_applications ADD COLUMN incumbency TEXT NOT NULL DEFAULT 'no';
