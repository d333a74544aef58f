-- Canvassing sessions, who comes to them, and who walks which round.
CREATE TABLE shifts (
    id            UUID NOT NULL PRIMARY KEY,
    branch_id     UUID NOT NULL REFERENCES branches (id),
    starts_at     TIMESTAMPTZ NOT NULL,
    ends_at       TIMESTAMPTZ NOT NULL,
    meeting_point TEXT NOT NULL,
    leader_id     UUID NOT NULL REFERENCES members (id),
    note          TEXT NOT NULL,
    called_off_at TIMESTAMPTZ
);
CREATE INDEX shifts_in_order ON shifts (branch_id, starts_at);

CREATE TABLE shift_places (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    shift_id  UUID NOT NULL REFERENCES shifts (id),
    member_id UUID NOT NULL REFERENCES members (id),
    taken_at  TIMESTAMPTZ NOT NULL,
    left_at   TIMESTAMPTZ
);
CREATE UNIQUE INDEX shift_places_once ON shift_places (shift_id, member_id) WHERE left_at IS NULL;
CREATE INDEX shift_places_by_member ON shift_places (member_id);

CREATE TABLE assignments (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    shift_id  UUID NOT NULL REFERENCES shifts (id),
    round_id  UUID NOT NULL REFERENCES rounds (id),
    member_id UUID NOT NULL REFERENCES members (id),
    given_at  TIMESTAMPTZ NOT NULL,
    ended_at  TIMESTAMPTZ
);
CREATE UNIQUE INDEX assignments_once ON assignments (shift_id, round_id, member_id) WHERE ended_at IS NULL;
CREATE INDEX assignments_by_member ON assignments (member_id);
CREATE INDEX assignments_by_round ON assignments (round_id);
