-- How members voted where the meeting decided to vote by name: it stands in the minutes. All other votes are in the box, without a name.
CREATE TABLE floor_named_votes (
    ballot_id  UUID        NOT NULL REFERENCES ballots (id),
    member_id  UUID        NOT NULL REFERENCES members (id),
    branch_id  UUID        NOT NULL REFERENCES branches (id),
    meeting_id UUID        NOT NULL REFERENCES meetings (id),
    vote       TEXT        NOT NULL CHECK (vote IN ('for', 'against', 'abstain')),
    voted_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (ballot_id, member_id)
);
