-- What of the dated facts holds now, beside each name, so that a list of any size is read in its own order. The database
-- keeps it: whoever writes a dated fact need not think of it.
ALTER TABLE members ADD COLUMN class_now TEXT;
ALTER TABLE members ADD COLUMN ward_now UUID;
ALTER TABLE members ADD COLUMN first_joined_on DATE;

UPDATE members SET
    class_now = (SELECT class FROM membership_periods WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1),
    ward_now = (SELECT ward_id FROM residences WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1),
    first_joined_on = (SELECT min(from_on) FROM membership_periods WHERE member_id = members.id);

CREATE INDEX members_by_class ON members (branch_id, class_now, sort_name, id);
CREATE INDEX members_by_ward ON members (branch_id, ward_now, sort_name, id);
CREATE INDEX members_by_joining ON members (branch_id, first_joined_on);
CREATE INDEX members_by_dues ON members (branch_id, paid_to);

-- How many there are of each class; the empty class is of those who are no members today.
CREATE TABLE member_counts (
    branch_id UUID NOT NULL REFERENCES branches (id),
    class     TEXT NOT NULL,
    people    BIGINT NOT NULL,
    PRIMARY KEY (branch_id, class)
);
INSERT INTO member_counts SELECT branch_id, coalesce(class_now, ''), count(*) FROM members GROUP BY 1, 2;

CREATE TRIGGER members_counted_in AFTER INSERT ON members BEGIN
    INSERT INTO member_counts VALUES (NEW.branch_id, coalesce(NEW.class_now, ''), 1)
    ON CONFLICT (branch_id, class) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER members_counted_out AFTER DELETE ON members BEGIN
    UPDATE member_counts SET people = people - 1 WHERE branch_id = OLD.branch_id AND class = coalesce(OLD.class_now, '');
END;
CREATE TRIGGER members_counted_anew AFTER UPDATE OF class_now ON members WHEN OLD.class_now IS NOT NEW.class_now BEGIN
    UPDATE member_counts SET people = people - 1 WHERE branch_id = OLD.branch_id AND class = coalesce(OLD.class_now, '');
    INSERT INTO member_counts VALUES (NEW.branch_id, coalesce(NEW.class_now, ''), 1)
    ON CONFLICT (branch_id, class) DO UPDATE SET people = people + 1;
END;

CREATE TRIGGER membership_stands_in AFTER INSERT ON membership_periods BEGIN
    UPDATE members SET
        class_now = (SELECT class FROM membership_periods WHERE member_id = NEW.member_id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1),
        first_joined_on = (SELECT min(from_on) FROM membership_periods WHERE member_id = NEW.member_id)
    WHERE id = NEW.member_id;
END;
CREATE TRIGGER membership_stands_anew AFTER UPDATE OF member_id, class, from_on, to_on ON membership_periods BEGIN
    UPDATE members SET
        class_now = (SELECT class FROM membership_periods WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1),
        first_joined_on = (SELECT min(from_on) FROM membership_periods WHERE member_id = members.id)
    WHERE id IN (OLD.member_id, NEW.member_id);
END;
CREATE TRIGGER membership_stands_out AFTER DELETE ON membership_periods BEGIN
    UPDATE members SET
        class_now = (SELECT class FROM membership_periods WHERE member_id = OLD.member_id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1),
        first_joined_on = (SELECT min(from_on) FROM membership_periods WHERE member_id = OLD.member_id)
    WHERE id = OLD.member_id;
END;

CREATE TRIGGER residence_stands_in AFTER INSERT ON residences BEGIN
    UPDATE members SET
        ward_now = (SELECT ward_id FROM residences WHERE member_id = NEW.member_id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1)
    WHERE id = NEW.member_id;
END;
CREATE TRIGGER residence_stands_anew AFTER UPDATE OF member_id, ward_id, from_on, to_on ON residences BEGIN
    UPDATE members SET
        ward_now = (SELECT ward_id FROM residences WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1)
    WHERE id IN (OLD.member_id, NEW.member_id);
END;
CREATE TRIGGER residence_stands_out AFTER DELETE ON residences BEGIN
    UPDATE members SET
        ward_now = (SELECT ward_id FROM residences WHERE member_id = OLD.member_id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1)
    WHERE id = OLD.member_id;
END;

CREATE INDEX attendances_by_member ON attendances (member_id, joined_at);
