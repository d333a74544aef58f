-- News has a category and a lane of its own, behind reminders, so that whoever orders news off is reminded of meetings all the same.
ALTER TABLE notices ADD COLUMN sort TEXT NOT NULL DEFAULT 'service' CHECK (sort IN
    ('sign-in', 'statutory', 'service', 'reminder', 'news'));
UPDATE notices SET sort = category;
ALTER TABLE notices DROP COLUMN category;
ALTER TABLE notices RENAME COLUMN sort TO category;

-- Whoever ordered off "reminders and news" so far gets neither: that is what the page said.
CREATE TABLE quiet_addresses (
    branch_id UUID        NOT NULL REFERENCES branches (id),
    address   TEXT        NOT NULL,
    reach     TEXT        NOT NULL CHECK (reach IN ('all', 'reminders', 'news')),
    person    UUID,
    to_name   TEXT        NOT NULL,
    since     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (branch_id, address, reach)
);
INSERT INTO quiet_addresses SELECT branch_id, address, reach, person, to_name, since FROM silenced_addresses;
INSERT INTO quiet_addresses SELECT branch_id, address, 'news', person, to_name, since FROM silenced_addresses WHERE reach = 'reminders';
DROP TABLE silenced_addresses;
ALTER TABLE quiet_addresses RENAME TO silenced_addresses;
