-- What a message says stands apart from what becomes of it: a message changes its state several times on its way, and every
-- change writes its whole row anew.
CREATE TABLE outbox_texts (
    message_id UUID NOT NULL PRIMARY KEY REFERENCES outbox (id),
    branch_id  UUID NOT NULL REFERENCES branches (id),
    body_text  TEXT NOT NULL,
    body_html  TEXT NOT NULL,
    -- What the message does to the calendar of whoever gets it, as RFC 5546 writes it; none for most messages.
    invitation TEXT,
    -- Whom an answer goes to, where it is not the branch's own address.
    reply_to   TEXT
);
INSERT INTO outbox_texts (message_id, branch_id, body_text, body_html, invitation)
SELECT id, branch_id, body_text, body_html, invitation FROM outbox;
ALTER TABLE outbox DROP COLUMN body_text;
ALTER TABLE outbox DROP COLUMN body_html;
ALTER TABLE outbox DROP COLUMN invitation;
