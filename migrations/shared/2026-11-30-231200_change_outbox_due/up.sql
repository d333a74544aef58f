-- A message is taken, marked and settled: only the first and the last change an index. What waits is in this one, in the order in
-- which the worker takes it; whatever he has in hand is in the other.
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (state, branch_id, lane, next_at, id) WHERE lease_token IS NULL AND settled_at IS NULL;
DROP INDEX outbox_by_lease;
CREATE INDEX outbox_in_hand ON outbox (branch_id, lane, lease_token) WHERE lease_token IS NOT NULL;
