-- What an entry that is kept apart says in the branch's own words: codes, answers, what is to be followed up; as JSON.
ALTER TABLE held_results ADD COLUMN own_words TEXT;
