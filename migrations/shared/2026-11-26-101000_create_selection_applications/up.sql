-- Members who apply to be chosen, each with a statement in her own words; read by whoever runs the selection alone until
-- applications are closed.
CREATE TABLE selection_applications (
    id           UUID NOT NULL PRIMARY KEY,
    branch_id    UUID NOT NULL REFERENCES branches (id),
    selection_id UUID NOT NULL REFERENCES selections (id),
    member_id    UUID NOT NULL REFERENCES members (id),
    statement    TEXT NOT NULL,
    -- Whether she belongs to the group for which the rules keep places: as she herself says, or not said.
    belongs      TEXT NOT NULL,
    applied_on   DATE NOT NULL,
    withdrawn_on DATE,
    UNIQUE (selection_id, member_id)
);
