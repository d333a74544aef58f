-- The number that Britain gives every property, and the place of the door in ten-millionths of a degree, where somebody said them.
ALTER TABLE doors ADD COLUMN uprn BIGINT;
ALTER TABLE doors ADD COLUMN lat INTEGER;
ALTER TABLE doors ADD COLUMN lon INTEGER;
