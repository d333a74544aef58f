-- The personal key in each member's notice, by its fingerprint alone: it answers for that member, to that meeting.
CREATE TABLE meeting_keys (
    hash       TEXT NOT NULL PRIMARY KEY,
    branch_id  UUID NOT NULL REFERENCES branches (id),
    meeting_id UUID NOT NULL REFERENCES meetings (id),
    member_id  UUID NOT NULL REFERENCES members (id)
);
CREATE INDEX meeting_keys_by_member ON meeting_keys (member_id);
