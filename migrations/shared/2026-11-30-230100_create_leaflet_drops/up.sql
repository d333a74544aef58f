-- A leaflet that goes through the doors of a polling district, by the rounds of the cut in force when it was planned.
CREATE TABLE leaflet_drops (
    id          UUID NOT NULL PRIMARY KEY,
    branch_id   UUID NOT NULL REFERENCES branches (id),
    district_id UUID NOT NULL REFERENCES polling_districts (id),
    words       TEXT NOT NULL,
    planned_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX leaflet_drops_by_branch ON leaflet_drops (branch_id, planned_at);

CREATE TABLE leaflet_rounds (
    drop_id   UUID NOT NULL REFERENCES leaflet_drops (id),
    round_id  UUID NOT NULL REFERENCES rounds (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    -- Who delivers it; nobody until the coordinator gives it to somebody.
    member_id UUID REFERENCES members (id),
    done_at   TIMESTAMPTZ,
    PRIMARY KEY (drop_id, round_id)
);
CREATE INDEX leaflet_rounds_by_member ON leaflet_rounds (member_id);
CREATE INDEX leaflet_rounds_by_round ON leaflet_rounds (round_id);
