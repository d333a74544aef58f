-- What an elector's entry was before a monthly update changed it, so that the update can be taken back whole. The entry keeps
-- its row, and with it everything that was noted about this elector.
CREATE TABLE elector_amendments (
    update_id  UUID NOT NULL REFERENCES registers (id),
    elector_id UUID NOT NULL REFERENCES electors (id),
    branch_id  UUID NOT NULL REFERENCES branches (id),
    door_id    UUID REFERENCES doors (id),
    surname    TEXT NOT NULL,
    forenames  TEXT NOT NULL,
    markers    TEXT NOT NULL,
    attains_on DATE,
    PRIMARY KEY (update_id, elector_id)
);
CREATE INDEX elector_amendments_by_elector ON elector_amendments (elector_id);
