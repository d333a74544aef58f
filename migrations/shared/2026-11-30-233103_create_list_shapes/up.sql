-- How a list is to be read where somebody said it, and the headings by which the next list of its kind is known: the hash of
-- them in order of the alphabet, as they are found without being told.
ALTER TABLE imports ADD COLUMN reading TEXT NOT NULL DEFAULT '';
ALTER TABLE imports ADD COLUMN shape TEXT NOT NULL DEFAULT '';

-- What was said of lists with these headings, for the next one.
CREATE TABLE list_shapes (
    branch_id UUID        NOT NULL REFERENCES branches (id),
    shape     TEXT        NOT NULL,
    reading   TEXT        NOT NULL,
    told_by   UUID        REFERENCES accounts (id),
    told_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (branch_id, shape)
);
