-- The phone that a result was noted on, and when it came in; nothing where it was entered on a page.
ALTER TABLE contacts ADD COLUMN phone_id UUID;
ALTER TABLE contacts ADD COLUMN received_at TIMESTAMPTZ;
