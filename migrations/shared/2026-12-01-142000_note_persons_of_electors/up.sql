-- `electors.person` is the entry by which somebody was met first; nothing for those who were never met before. Whatever hangs on
-- an earlier entry is found by it.
CREATE INDEX electors_by_person ON electors (person) WHERE person IS NOT NULL;
