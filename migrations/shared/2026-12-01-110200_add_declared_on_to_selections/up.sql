-- The day on which it was declared who is chosen; none until it is.
ALTER TABLE selections ADD COLUMN declared_on DATE;
