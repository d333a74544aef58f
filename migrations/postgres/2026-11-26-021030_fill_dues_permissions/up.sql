-- Whoever holds one of these offices already may record dues as well.
INSERT INTO permissions (id, branch_id, account_id, permission, by_office, from_on, until_on)
SELECT gen_random_uuid(),
       office_terms.branch_id, members.account_id, 'record-dues', office_terms.office, office_terms.from_on, office_terms.to_on
FROM office_terms JOIN members ON members.id = office_terms.member_id
WHERE members.account_id IS NOT NULL AND office_terms.office IN ('secretary', 'membership-secretary', 'treasurer');
