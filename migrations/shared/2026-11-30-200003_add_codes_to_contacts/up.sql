-- The branch's own word that was chosen at the door; nothing where it was one of the plain set.
ALTER TABLE contacts ADD COLUMN result_code_id UUID REFERENCES door_codes (id);
ALTER TABLE contacts ADD COLUMN intention_code_id UUID REFERENCES door_codes (id);
