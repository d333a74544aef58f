-- At whose doors the rounds of a cut call; nothing where they call at every door.
ALTER TABLE cuts ADD COLUMN whom TEXT NOT NULL DEFAULT '';
