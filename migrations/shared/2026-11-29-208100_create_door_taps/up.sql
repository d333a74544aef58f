-- What a desk did while it had no network, by the id that its phone gave the tap: however often it is sent, it is done once.
CREATE TABLE door_taps (
    id         UUID        NOT NULL PRIMARY KEY,
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    member_id  UUID        NOT NULL REFERENCES members (id),
    deed       TEXT        NOT NULL CHECK (deed IN ('came', 'left')),
    tapped_at  TIMESTAMPTZ NOT NULL,
    arrived_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX door_taps_by_meeting ON door_taps (meeting_id, arrived_at);
