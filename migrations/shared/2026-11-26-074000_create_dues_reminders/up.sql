-- A reminder of late dues, as it went to several members on one day.
CREATE TABLE dues_reminders (
    id        UUID NOT NULL PRIMARY KEY,
    branch_id UUID NOT NULL REFERENCES branches (id),
    sent_on   DATE NOT NULL,
    -- What the officer added, such as how to pay.
    words     TEXT NOT NULL
);
CREATE INDEX dues_reminders_by_branch ON dues_reminders (branch_id, sent_on);

CREATE TABLE dues_reminded (
    reminder_id UUID NOT NULL REFERENCES dues_reminders (id),
    member_id   UUID NOT NULL REFERENCES members (id),
    branch_id   UUID NOT NULL REFERENCES branches (id),
    reminded_on DATE NOT NULL,
    paid_to     DATE NOT NULL,
    PRIMARY KEY (reminder_id, member_id)
);
CREATE INDEX dues_reminded_by_branch ON dues_reminded (branch_id, reminded_on);
CREATE INDEX dues_reminded_by_member ON dues_reminded (member_id);
