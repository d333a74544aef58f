-- Where those join who cannot be in the room; none for a meeting in the room alone.
ALTER TABLE meetings ADD COLUMN online_link TEXT;
