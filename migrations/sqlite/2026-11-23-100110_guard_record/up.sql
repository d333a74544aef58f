CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'the record is only ever added to'); END;

CREATE TRIGGER record_is_never_shortened BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'the record is only ever added to'); END;
