-- When those who coordinate the canvass were told that a register will be destroyed; it is not destroyed before they were.
ALTER TABLE registers ADD COLUMN warned_at TIMESTAMPTZ;
