-- The day of each step of a selection besides those of its ballot: by when applications are in, the shortlist is agreed.
CREATE TABLE selection_days (
    selection_id UUID NOT NULL REFERENCES selections (id),
    branch_id    UUID NOT NULL REFERENCES branches (id),
    step         TEXT NOT NULL,
    on_day       DATE NOT NULL,
    PRIMARY KEY (selection_id, step)
);
CREATE INDEX selection_days_by_branch ON selection_days (branch_id, on_day);
