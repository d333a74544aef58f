-- Who is a member today, by class: how many there are stands on every page.
CREATE INDEX membership_periods_lasting ON membership_periods (branch_id, class) WHERE to_on IS NULL;
