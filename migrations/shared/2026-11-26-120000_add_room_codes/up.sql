-- The code on the screen in the room, for a ballot that is voted there; none for every other ballot, and before it opens.
ALTER TABLE ballots ADD COLUMN room_code TEXT;
