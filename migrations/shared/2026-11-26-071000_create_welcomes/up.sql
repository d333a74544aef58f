-- Who welcomes somebody who joined, the day by which the two are to have spoken, and the day on which they did.
CREATE TABLE welcomes (
    member_id   UUID NOT NULL PRIMARY KEY REFERENCES members (id),
    branch_id   UUID NOT NULL REFERENCES branches (id),
    welcomer_id UUID NOT NULL REFERENCES members (id),
    given_on    DATE NOT NULL,
    speak_by    DATE NOT NULL,
    spoke_on    DATE
);
CREATE INDEX welcomes_by_branch ON welcomes (branch_id, spoke_on, speak_by);
CREATE INDEX welcomes_by_welcomer ON welcomes (welcomer_id);
-- Whose membership began after a day: the joiners.
CREATE INDEX membership_periods_by_day ON membership_periods (branch_id, from_on);
