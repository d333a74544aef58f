-- What the branch resolved: the motion in its final words, when, by which votes, and what came of it.
CREATE TABLE resolutions (
    id          UUID        NOT NULL PRIMARY KEY,
    branch_id   UUID        NOT NULL REFERENCES branches (id),
    motion_id   UUID        NOT NULL UNIQUE REFERENCES motions (id),
    meeting_id  UUID        NOT NULL REFERENCES meetings (id),
    -- Numbered by year, in the order of carrying: R2026/3.
    year        INTEGER     NOT NULL,
    number      INTEGER     NOT NULL,
    title       TEXT        NOT NULL,
    text        TEXT        NOT NULL,
    -- SHA-256 of the text.
    fingerprint TEXT        NOT NULL,
    -- "18 for, 6 against", or "without a vote".
    figures     TEXT        NOT NULL,
    carried_at  TIMESTAMPTZ NOT NULL,
    state       TEXT        NOT NULL CHECK (state IN ('in-force', 'lapsed', 'superseded', 'not-ratified')),
    -- The rule by which the next quorate meeting has to ratify it, and when one did.
    to_ratify   TEXT,
    ratified_at TIMESTAMPTZ,
    review_on   DATE,
    superseded_by UUID      REFERENCES resolutions (id),
    UNIQUE (branch_id, year, number)
);

-- What a meeting asked somebody to do, by a resolution or in its minutes.
CREATE TABLE actions (
    id            UUID        NOT NULL PRIMARY KEY,
    branch_id     UUID        NOT NULL REFERENCES branches (id),
    meeting_id    UUID        NOT NULL REFERENCES meetings (id),
    resolution_id UUID        REFERENCES resolutions (id),
    owner_id      UUID        NOT NULL REFERENCES members (id),
    what          TEXT        NOT NULL,
    due_on        DATE,
    set_at        TIMESTAMPTZ NOT NULL,
    done_at       TIMESTAMPTZ,
    -- What was done, in the words of whoever did it.
    report        TEXT        NOT NULL,
    -- When its owner was last reminded.
    reminded_at   TIMESTAMPTZ
);
CREATE INDEX actions_by_owner ON actions (owner_id);
CREATE INDEX actions_by_resolution ON actions (resolution_id);

-- Letters that went out for a resolution, replies that came, and other news of it.
CREATE TABLE resolution_news (
    id            UUID        NOT NULL PRIMARY KEY,
    branch_id     UUID        NOT NULL REFERENCES branches (id),
    resolution_id UUID        NOT NULL REFERENCES resolutions (id),
    kind          TEXT        NOT NULL CHECK (kind IN ('letter', 'reply', 'news')),
    words         TEXT        NOT NULL,
    noted_at      TIMESTAMPTZ NOT NULL
);
CREATE INDEX resolution_news_by_resolution ON resolution_news (resolution_id);
