-- Since when a branch's mail stands still because the mail server, or the way to it, is at fault, and what was last said about it.
CREATE TABLE mail_troubles (
    branch_id  UUID NOT NULL PRIMARY KEY REFERENCES branches (id),
    since      TIMESTAMPTZ NOT NULL,
    last_at    TIMESTAMPTZ NOT NULL,
    words      TEXT NOT NULL
);
