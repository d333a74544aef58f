-- Two entries of one person: one is kept and took what is written here from the other, which was laid aside.
CREATE TABLE member_merges (
    id             UUID        NOT NULL PRIMARY KEY,
    branch_id      UUID        NOT NULL REFERENCES branches (id),
    kept_id        UUID        NOT NULL REFERENCES members (id),
    aside_id       UUID        NOT NULL REFERENCES members (id),
    -- Each field with what it said before and after.
    taken          TEXT        NOT NULL,
    -- The spell that ended with it, and its last day; none where the entry was no member's any more.
    ended_spell_id UUID,
    ended_on       DATE,
    -- The account that was closed with it; none where it was closed before.
    closed_account_id UUID  REFERENCES accounts (id),
    merged_by      UUID        REFERENCES accounts (id),
    merged_at      TIMESTAMPTZ NOT NULL,
    apart_at       TIMESTAMPTZ,
    CHECK (kept_id <> aside_id)
);
CREATE INDEX member_merges_by_kept ON member_merges (kept_id);
CREATE INDEX member_merges_by_aside ON member_merges (aside_id);

-- Two entries that look alike and are two people, by somebody's word. The smaller id comes first.
CREATE TABLE members_apart (
    one_id    UUID NOT NULL REFERENCES members (id),
    other_id  UUID NOT NULL REFERENCES members (id),
    branch_id UUID NOT NULL REFERENCES branches (id),
    said_on   DATE NOT NULL,
    PRIMARY KEY (one_id, other_id)
);
CREATE INDEX members_apart_by_branch ON members_apart (branch_id);
