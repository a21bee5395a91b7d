-- Recommendations, their stages, what follows a hire.

ALTER TABLE recommendation ADD COLUMN opening_id INTEGER REFERENCES opening (id); -- For which opening; NULL when for none in particular.
ALTER TABLE recommendation ADD COLUMN starts_on TEXT NOT NULL DEFAULT '';      -- ISO 8601 day on which work is meant to start; empty when not known.
ALTER TABLE recommendation ADD COLUMN share_note TEXT NOT NULL DEFAULT '';     -- May be told to the company.
ALTER TABLE recommendation ADD COLUMN despite TEXT NOT NULL DEFAULT '';        -- Codes of the warnings in spite of which it was made, with spaces between them.
ALTER TABLE recommendation ADD COLUMN despite_reason TEXT NOT NULL DEFAULT ''; -- Why, in words.
CREATE INDEX recommendation_by_company ON recommendation (company_id);
CREATE INDEX recommendation_by_opening ON recommendation (opening_id) WHERE opening_id IS NOT NULL;

-- What stays inside has a table of its own: what is written for a company reads the one above and not this one. After
-- two records of one person became one there can be several.
CREATE TABLE recommendation_note (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  recommendation_id INTEGER NOT NULL REFERENCES recommendation (id) ON DELETE CASCADE,
  text              TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX recommendation_note_by_recommendation ON recommendation_note (recommendation_id);

ALTER TABLE placement_step ADD COLUMN side TEXT NOT NULL DEFAULT ''           -- Whose decision an end was; empty when nobody said.
  CHECK (side IN ('', 'company', 'participant', 'other'));
ALTER TABLE placement_step ADD COLUMN planned_end TEXT NOT NULL DEFAULT ''    -- ISO 8601 day on which a trial hire or a fixed term is to end.
  CHECK (planned_end = '' OR planned_end >= reached_on);
ALTER TABLE placement_step ADD COLUMN term TEXT NOT NULL DEFAULT ''           -- Of the employment.
  CHECK (term IN ('', 'regular', 'indefinite', 'fixed', 'daily'));
ALTER TABLE placement_step ADD COLUMN note TEXT NOT NULL DEFAULT '';          -- A few words; stay inside.
ALTER TABLE placement_step ADD COLUMN despite TEXT NOT NULL DEFAULT '';       -- As of a recommendation.
ALTER TABLE placement_step ADD COLUMN despite_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE retention_check (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  recommendation_id INTEGER NOT NULL REFERENCES recommendation (id) ON DELETE CASCADE,
  months            INTEGER NOT NULL CHECK (months IN (1, 6, 12)), -- After the employment began.
  answer            TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'unknown')), -- Whether they were still there.
  asked_on          TEXT NOT NULL,             -- ISO 8601 day.
  by_member         INTEGER NOT NULL DEFAULT 0, -- Member of staff who asked; 0 when not known.
  note              TEXT NOT NULL DEFAULT '',  -- A few words; stay inside.
  UNIQUE (recommendation_id, months)
) STRICT;
