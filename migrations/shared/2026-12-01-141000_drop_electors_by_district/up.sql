-- Electors of a polling district are found by their register, the polling district and their number, which are unique together.
-- An index of its own only made every register longer to load.
DROP INDEX electors_by_district;
