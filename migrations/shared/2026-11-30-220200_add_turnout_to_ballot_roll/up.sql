-- How many are entitled and have voted is counted for every page of a ballot; this answers it without reading anybody's grounds.
CREATE INDEX ballot_roll_turnout ON ballot_roll (branch_id, ballot_id, entitled, voted_on);
