-- What of the dated facts holds now, beside each name, so that a list of any size is read in its own order. The database
-- keeps it: whoever writes a dated fact need not think of it.
ALTER TABLE members ADD COLUMN class_now TEXT;
ALTER TABLE members ADD COLUMN ward_now UUID;
ALTER TABLE members ADD COLUMN first_joined_on DATE;

UPDATE members SET
    class_now = (SELECT class FROM membership_periods WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1),
    ward_now = (SELECT ward_id FROM residences WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC NULLS LAST, id DESC LIMIT 1),
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

-- Once a statement and not once a row: a list of 50,000 people counts as one change.
CREATE FUNCTION count_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO member_counts SELECT branch_id, coalesce(class_now, ''), count(*) FROM after_it GROUP BY 1, 2
        ON CONFLICT (branch_id, class) DO UPDATE SET people = member_counts.people + excluded.people;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO member_counts SELECT branch_id, coalesce(class_now, ''), -count(*) FROM before_it GROUP BY 1, 2
        ON CONFLICT (branch_id, class) DO UPDATE SET people = member_counts.people + excluded.people;
    ELSE
        INSERT INTO member_counts
        SELECT branch_id, class, sum(change) FROM (
            SELECT branch_id, coalesce(class_now, '') AS class, count(*) AS change FROM after_it GROUP BY 1, 2
            UNION ALL
            SELECT branch_id, coalesce(class_now, ''), -count(*) FROM before_it GROUP BY 1, 2
        ) AS changes GROUP BY 1, 2 HAVING sum(change) <> 0
        ON CONFLICT (branch_id, class) DO UPDATE SET people = member_counts.people + excluded.people;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER members_counted_in AFTER INSERT ON members
REFERENCING NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION count_members();
CREATE TRIGGER members_counted_out AFTER DELETE ON members
REFERENCING OLD TABLE AS before_it FOR EACH STATEMENT EXECUTE FUNCTION count_members();
CREATE TRIGGER members_counted_anew AFTER UPDATE ON members
REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION count_members();

-- Always by the indexes: a plan that was made while the tables were empty would read them whole for every portion of a list.
CREATE FUNCTION let_membership_stand(whose UUID[]) RETURNS void LANGUAGE sql SET enable_seqscan = off AS $$
    UPDATE members SET
        class_now = (SELECT class FROM membership_periods WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC, id DESC LIMIT 1),
        first_joined_on = (SELECT min(from_on) FROM membership_periods WHERE member_id = members.id)
    WHERE id = ANY (whose);
$$;
CREATE FUNCTION let_residence_stand(whose UUID[]) RETURNS void LANGUAGE sql SET enable_seqscan = off AS $$
    UPDATE members SET
        ward_now = (SELECT ward_id FROM residences WHERE member_id = members.id AND to_on IS NULL ORDER BY from_on DESC NULLS LAST, id DESC LIMIT 1)
    WHERE id = ANY (whose);
$$;
CREATE FUNCTION membership_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM let_membership_stand(ARRAY (SELECT DISTINCT member_id FROM before_it)); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM let_membership_stand(ARRAY (SELECT DISTINCT member_id FROM after_it)); END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION residence_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM let_residence_stand(ARRAY (SELECT DISTINCT member_id FROM before_it)); END IF;
    IF TG_OP <> 'DELETE' THEN PERFORM let_residence_stand(ARRAY (SELECT DISTINCT member_id FROM after_it)); END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER membership_stands_in AFTER INSERT ON membership_periods
REFERENCING NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION membership_stands();
CREATE TRIGGER membership_stands_anew AFTER UPDATE ON membership_periods
REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION membership_stands();
CREATE TRIGGER membership_stands_out AFTER DELETE ON membership_periods
REFERENCING OLD TABLE AS before_it FOR EACH STATEMENT EXECUTE FUNCTION membership_stands();
CREATE TRIGGER residence_stands_in AFTER INSERT ON residences
REFERENCING NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION residence_stands();
CREATE TRIGGER residence_stands_anew AFTER UPDATE ON residences
REFERENCING OLD TABLE AS before_it NEW TABLE AS after_it FOR EACH STATEMENT EXECUTE FUNCTION residence_stands();
CREATE TRIGGER residence_stands_out AFTER DELETE ON residences
REFERENCING OLD TABLE AS before_it FOR EACH STATEMENT EXECUTE FUNCTION residence_stands();

CREATE INDEX attendances_by_member ON attendances (member_id, joined_at);
