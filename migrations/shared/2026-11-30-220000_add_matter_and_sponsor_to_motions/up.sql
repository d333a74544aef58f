-- The matter of the rulebook that it changes, with a majority of its own; none for an ordinary motion.
ALTER TABLE motions ADD COLUMN changes TEXT;
-- The ward or affiliated body that sends it, by the name it had then, and the day on which its meeting agreed to.
ALTER TABLE motions ADD COLUMN sponsor TEXT;
ALTER TABLE motions ADD COLUMN sponsored_on DATE;
-- What the executive recommends to the meeting, and why.
ALTER TABLE motions ADD COLUMN recommendation TEXT CHECK (recommendation IN ('support', 'oppose', 'refer'));
ALTER TABLE motions ADD COLUMN recommended_because TEXT;
