-- Whether somebody is in the room or joins from elsewhere; one stay at a time, so nobody is counted twice.
ALTER TABLE attendances ADD COLUMN whereabouts TEXT NOT NULL DEFAULT 'room' CHECK (whereabouts IN ('room', 'remote'));
-- When the desk's word of a coming or going arrived, where that was later than the tap: from then on it counts.
ALTER TABLE attendances ADD COLUMN arrival_known_at TIMESTAMPTZ;
ALTER TABLE attendances ADD COLUMN leaving_known_at TIMESTAMPTZ;
