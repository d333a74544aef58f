-- Why a selection goes faster than the rules' timetable; empty where it keeps to it.
ALTER TABLE selections ADD COLUMN short_because TEXT NOT NULL DEFAULT '';
