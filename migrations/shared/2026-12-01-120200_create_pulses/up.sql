-- When somebody last looked whether anything can be written: one row for the whole installation, written anew each time.
CREATE TABLE pulses (
    place TEXT        NOT NULL PRIMARY KEY CHECK (place = 'here'),
    at    TIMESTAMPTZ NOT NULL
);
