-- Notices that did not go by mail: posted or given by hand, on which day.
CREATE TABLE meeting_services (
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    member_id  UUID        NOT NULL REFERENCES members (id),
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    way        TEXT        NOT NULL CHECK (way IN ('post', 'hand')),
    served_on  DATE        NOT NULL,
    noted_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (meeting_id, member_id)
);
CREATE INDEX meeting_services_by_member ON meeting_services (member_id);
