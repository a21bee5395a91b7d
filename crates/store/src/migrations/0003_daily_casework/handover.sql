-- Cases handed to and taken over from other laptops.

-- What hangs on a participant is looked up by them; the unique index on drafts knows the open ones only.
CREATE INDEX IF NOT EXISTS draft_by_participant ON draft (participant_id);
