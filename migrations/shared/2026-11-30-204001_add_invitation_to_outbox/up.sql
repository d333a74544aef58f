-- What the message does to the calendar of whoever gets it, as RFC 5546 writes it; none for most messages.
ALTER TABLE outbox ADD COLUMN invitation TEXT;
