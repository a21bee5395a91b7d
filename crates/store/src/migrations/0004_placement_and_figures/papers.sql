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

-- That somebody asked to be placed (求職の申込み): what the ledger of seekers has to hold beside the profile
-- (職業安定法 32-15, 施行規則 24-7).
CREATE TABLE seeking (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  received_on    TEXT NOT NULL,            -- ISO 8601 day.
  valid_until    TEXT NOT NULL DEFAULT ''  -- ISO 8601 day; empty when no end was agreed.
    CHECK (valid_until = '' OR valid_until >= received_on),
  closed_on      TEXT NOT NULL DEFAULT ''  -- ISO 8601 day; empty while it stands.
    CHECK (closed_on = '' OR closed_on >= received_on),
  occupation     TEXT NOT NULL DEFAULT '', -- The work that is sought: ISCO-08 or the office's kind of it; empty when not told.
  wish           TEXT NOT NULL DEFAULT '', -- The same in words.
  address        TEXT NOT NULL DEFAULT ''  -- Where they live.
) STRICT;
CREATE INDEX seeking_by_participant ON seeking (participant_id);
CREATE INDEX seeking_by_day ON seeking (received_on);

-- A fee for placement, as the ledger of fees has to hold it (手数料管理簿: 職業安定法 32-15, 施行規則 24-7). One for somebody's
-- placement hangs on the recommendation, so that an erasure takes it along; one for receiving openings names nobody.
CREATE TABLE fee (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  recommendation_id INTEGER REFERENCES recommendation (id) ON DELETE CASCADE, -- For which placement; NULL when for none.
  company_id        INTEGER REFERENCES company (id), -- Which company paid, where it is for no placement; else NULL.
  received_on       TEXT NOT NULL, -- ISO 8601 day on which it was received.
  kind              TEXT NOT NULL CHECK (kind IN ('reception', 'capped', 'notified', 'seeker', 'other')),
  amount            INTEGER NOT NULL CHECK (amount >= 0), -- Yen; 0 when none was taken.
  basis             TEXT NOT NULL DEFAULT '', -- How it was worked out: wages and rate, for example.
  CHECK ((recommendation_id IS NULL) <> (company_id IS NULL))
) STRICT;
CREATE INDEX fee_by_recommendation ON fee (recommendation_id);
CREATE INDEX fee_by_company ON fee (company_id);
CREATE INDEX fee_by_day ON fee (received_on);
