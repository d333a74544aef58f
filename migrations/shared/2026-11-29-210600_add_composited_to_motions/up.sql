-- Motions that were put together are decided as one.
DROP INDEX motions_by_state;
ALTER TABLE motions ADD COLUMN stage TEXT NOT NULL DEFAULT 'seconded' CHECK (stage IN
    ('waiting-for-seconder', 'seconded', 'in-order', 'out-of-order', 'withdrawn', 'carried', 'lost', 'referred',
     'next-business', 'composited'));
UPDATE motions SET stage = state;
ALTER TABLE motions DROP COLUMN state;
ALTER TABLE motions RENAME COLUMN stage TO state;
CREATE INDEX motions_by_state ON motions (branch_id, state);
