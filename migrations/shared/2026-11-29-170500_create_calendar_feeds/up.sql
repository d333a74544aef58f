-- The personal address under which somebody's calendar fetches her meetings, by the fingerprint of its key alone.
CREATE TABLE calendar_feeds (
    member_id UUID        NOT NULL PRIMARY KEY REFERENCES members (id),
    branch_id UUID        NOT NULL REFERENCES branches (id),
    hash      TEXT        NOT NULL UNIQUE,
    made_at   TIMESTAMPTZ NOT NULL
);
