-- A message that carries a secret is read by its addressee alone: no page of the outbox shows its text.
ALTER TABLE notices ADD COLUMN readers TEXT NOT NULL DEFAULT 'officers' CHECK (readers IN ('officers', 'addressee'));
UPDATE notices SET readers = 'addressee' WHERE category = 'sign-in' OR kind = 'ballot paper';
UPDATE outbox SET body_text = '', body_html = ''
 WHERE state IN ('accepted', 'in-doubt') AND notice_id IN (SELECT id FROM notices WHERE readers = 'addressee');
