-- The words by which people are found: each folded word of a name, the number and the postcode, in the order of names. The
-- words of everybody who is in the register already are written when the program starts.
CREATE TABLE member_words (
    branch_id UUID NOT NULL REFERENCES branches (id),
    word      TEXT COLLATE "C" NOT NULL,
    sort_name TEXT NOT NULL,
    member_id UUID NOT NULL REFERENCES members (id),
    -- All words of this person, so that a search for several need not look elsewhere.
    words     TEXT NOT NULL,
    PRIMARY KEY (branch_id, word, sort_name, member_id)
);
CREATE INDEX member_words_by_member ON member_words (member_id);

ALTER TABLE members DROP COLUMN search;
ALTER TABLE members ADD COLUMN has_words BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX members_without_words ON members (id) WHERE NOT has_words;
