-- Who came to a shift, ticked at the meeting point; a place in a shift only says who wants to.
CREATE TABLE shift_attendances (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    shift_id  UUID NOT NULL REFERENCES shifts (id),
    member_id UUID NOT NULL REFERENCES members (id),
    noted_at  TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX shift_attendances_once ON shift_attendances (shift_id, member_id);
CREATE INDEX shift_attendances_by_member ON shift_attendances (member_id);
