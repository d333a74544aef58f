-- Who signed a requisition: a member, or a body by its name. What was taken back stays, with its moment.
CREATE TABLE requisition_signatures (
    id             UUID        NOT NULL PRIMARY KEY,
    branch_id      UUID        NOT NULL REFERENCES branches (id),
    requisition_id UUID        NOT NULL REFERENCES requisitions (id),
    member_id      UUID        REFERENCES members (id),
    body           TEXT,
    signed_at      TIMESTAMPTZ NOT NULL,
    withdrawn_at   TIMESTAMPTZ,
    CHECK ((member_id IS NULL) <> (body IS NULL))
);
CREATE INDEX requisition_signatures_by_requisition ON requisition_signatures (requisition_id);
CREATE INDEX requisition_signatures_by_member ON requisition_signatures (member_id);
