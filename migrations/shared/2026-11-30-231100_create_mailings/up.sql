-- What officers wrote to members in their own words, and whom a question found for it.
CREATE TABLE mailings (
    id        UUID        NOT NULL PRIMARY KEY,
    branch_id UUID        NOT NULL REFERENCES branches (id),
    subject   TEXT        NOT NULL,
    words     TEXT        NOT NULL,
    asks      TEXT        NOT NULL,
    people    INTEGER     NOT NULL CHECK (people > 0),
    notice_id UUID        NOT NULL REFERENCES notices (id),
    sent_by   UUID        NOT NULL REFERENCES accounts (id),
    sent_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX mailings_by_day ON mailings (branch_id, sent_at);
