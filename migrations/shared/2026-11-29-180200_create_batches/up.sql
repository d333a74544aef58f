-- Mail to many at once: it waits a while before it goes, so that it can be stopped, and later it can still be held or stopped.
CREATE TABLE batches (
    notice_id    UUID        NOT NULL PRIMARY KEY REFERENCES notices (id),
    branch_id    UUID        NOT NULL REFERENCES branches (id),
    -- Who sent it, as the record names actors.
    sent_by      TEXT        NOT NULL,
    held_until   TIMESTAMPTZ NOT NULL,
    -- Whether another officer has to agree before it goes, and who did.
    needs_second BOOLEAN     NOT NULL,
    agreed_by    TEXT,
    paused_at    TIMESTAMPTZ,
    stopped_at   TIMESTAMPTZ
);
CREATE INDEX batches_by_branch ON batches (branch_id, held_until);
