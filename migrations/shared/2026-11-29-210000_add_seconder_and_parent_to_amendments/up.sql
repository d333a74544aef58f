-- Who seconded an amendment; nobody by name where that was done in the room.
ALTER TABLE amendments ADD COLUMN seconder_id UUID REFERENCES members (id);
ALTER TABLE amendments ADD COLUMN seconded_at TIMESTAMPTZ;
-- The amendment that it amends; none where it changes the motion's own words. Its operations are on the words that one puts in.
ALTER TABLE amendments ADD COLUMN parent_id UUID REFERENCES amendments (id);
