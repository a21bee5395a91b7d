-- Papers for companies and the ledgers of the placement law.

-- A curriculum vitae that was saved for a company: that it went, in which form, and what stood on it. The paper itself is not
-- kept: it can be written again from the records.
CREATE TABLE cv_given (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  company_id     INTEGER NOT NULL REFERENCES company (id), -- For whom.
  given_on       TEXT NOT NULL, -- ISO 8601 day.
  form           TEXT NOT NULL CHECK (form IN ('rirekisho', 'international')),
  file           TEXT NOT NULL CHECK (file IN ('docx', 'pdf')),
  language       TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  shown          TEXT NOT NULL DEFAULT '', -- Codes of the switches that were on, with spaces between them.
  given_by       INTEGER NOT NULL DEFAULT 0 -- Member of staff; 0 when not known.
) STRICT;
CREATE INDEX cv_given_by_participant ON cv_given (participant_id);
