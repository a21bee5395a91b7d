-- Companies, the people in them, discussions and openings.

ALTER TABLE company ADD COLUMN reading TEXT NOT NULL DEFAULT '';      -- The name in kana.
ALTER TABLE company ADD COLUMN name_en TEXT NOT NULL DEFAULT '';      -- The name in Latin letters.
ALTER TABLE company ADD COLUMN folded_other TEXT NOT NULL DEFAULT ''; -- Those two, for search.
ALTER TABLE company ADD COLUMN industry TEXT NOT NULL DEFAULT '';     -- JSIC division; empty when not known.
ALTER TABLE company ADD COLUMN size TEXT NOT NULL DEFAULT '';         -- Band of employees: 1_9 … 1000_up; empty when not known.
ALTER TABLE company ADD COLUMN prefecture TEXT NOT NULL DEFAULT '';   -- JIS X 0401; empty when not known.
ALTER TABLE company ADD COLUMN address TEXT NOT NULL DEFAULT '';      -- Of its office, as the ledger of openings wants it.
ALTER TABLE company ADD COLUMN phone TEXT NOT NULL DEFAULT '';        -- Its own number, not that of somebody in it.
ALTER TABLE company ADD COLUMN website TEXT NOT NULL DEFAULT '';      -- Address on the web; nothing opens it.
ALTER TABLE company ADD COLUMN notes TEXT NOT NULL DEFAULT '';        -- Stay inside; they name no participant.
ALTER TABLE company ADD COLUMN retired_on TEXT NOT NULL DEFAULT '';   -- ISO 8601 day from which nobody is recommended to it; empty while it is there.
CREATE INDEX company_by_name ON company (folded);

-- Somebody in a company is an associate: one row for one human, whatever else they are here. Where the human is a
-- participant, an erasure takes this with the associate.
CREATE TABLE company_contact (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  company_id   INTEGER NOT NULL REFERENCES company (id),
  associate_id INTEGER NOT NULL REFERENCES associate (id) ON DELETE CASCADE,
  position     TEXT NOT NULL DEFAULT '', -- What they are there.
  from_on      TEXT NOT NULL,            -- ISO 8601 day since which they are known as a contact.
  until_on     TEXT NOT NULL DEFAULT ''  -- ISO 8601 day on which they stopped being one; empty while they are.
    CHECK (until_on = '' OR until_on >= from_on)
) STRICT;
CREATE INDEX company_contact_by_company ON company_contact (company_id);
CREATE INDEX company_contact_by_associate ON company_contact (associate_id);

ALTER TABLE discussion ADD COLUMN kind TEXT NOT NULL DEFAULT ''       -- How it was held; empty when nobody said.
  CHECK (kind IN ('', 'visit', 'meeting', 'online', 'call', 'mail', 'event', 'other'));
ALTER TABLE discussion ADD COLUMN contact_id INTEGER REFERENCES company_contact (id) ON DELETE SET NULL; -- With whom.
ALTER TABLE discussion ADD COLUMN said TEXT NOT NULL DEFAULT '';      -- What was said; names no participant.
ALTER TABLE discussion ADD COLUMN next_step TEXT NOT NULL DEFAULT ''; -- What is to be done next.
ALTER TABLE discussion ADD COLUMN due_on TEXT NOT NULL DEFAULT '';    -- ISO 8601 day by which; empty when nothing is due.
ALTER TABLE discussion ADD COLUMN done_on TEXT NOT NULL DEFAULT '';   -- ISO 8601 day on which that was done; empty while it is not.
ALTER TABLE discussion ADD COLUMN assignee INTEGER NOT NULL DEFAULT 0; -- Member of staff who does it; 0 when nobody was asked.
CREATE INDEX discussion_by_company ON discussion (company_id, held_on);
CREATE INDEX discussion_due ON discussion (due_on) WHERE due_on <> '' AND done_on = '';

-- A job that a company offers: what the ledger of openings has to hold (職業安定法 32-15, 施行規則 24-7) and what tells
-- whom it fits.
CREATE TABLE opening (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  company_id     INTEGER NOT NULL REFERENCES company (id),
  title          TEXT NOT NULL CHECK (title <> ''),
  occupation     TEXT NOT NULL DEFAULT '', -- ISCO-08 group or the office's kind of it; empty when not told.
  tasks          TEXT NOT NULL DEFAULT '', -- What there is to do.
  prefecture     TEXT NOT NULL DEFAULT '', -- JIS X 0401, of the place of work.
  place          TEXT NOT NULL DEFAULT '', -- The place of work in words.
  pay_from       INTEGER CHECK (pay_from >= 0),  -- Yen per unit; NULL when not told.
  pay_to         INTEGER CHECK (pay_to >= pay_from), -- Yen per unit; NULL when there is no upper end.
  pay_unit       TEXT NOT NULL DEFAULT 'month' CHECK (pay_unit IN ('hour', 'day', 'month', 'year')),
  term           TEXT NOT NULL DEFAULT '' CHECK (term IN ('', 'regular', 'indefinite', 'fixed', 'daily')), -- Of employment.
  term_months    INTEGER CHECK (term_months > 0), -- How long a fixed term lasts; NULL when not told.
  trial_months   INTEGER CHECK (trial_months > 0), -- How long a trial hire before it lasts; NULL when there is none.
  hours          TEXT NOT NULL DEFAULT '', -- Working hours in words.
  conditions     TEXT NOT NULL DEFAULT '', -- Holidays, insurance and the like in words.
  japanese       TEXT NOT NULL DEFAULT '' CHECK (japanese IN ('', 'N5', 'N4', 'N3', 'N2', 'N1')), -- Level needed; empty for none.
  languages      TEXT NOT NULL DEFAULT '', -- Others needed, BCP 47 with spaces between them.
  statuses       TEXT NOT NULL DEFAULT '', -- Residence statuses that fit, with spaces between them; empty for any that allows work.
  sought         INTEGER NOT NULL DEFAULT 1 CHECK (sought > 0), -- How many people.
  received_on    TEXT NOT NULL,            -- ISO 8601 day.
  valid_until    TEXT NOT NULL DEFAULT ''  -- ISO 8601 day; empty when no end was agreed.
    CHECK (valid_until = '' OR valid_until >= received_on),
  closed_on      TEXT NOT NULL DEFAULT ''  -- ISO 8601 day; empty while it is open.
    CHECK (closed_on = '' OR closed_on >= received_on),
  close_reason   TEXT NOT NULL DEFAULT '', -- Code of the reason of its end.
  notes          TEXT NOT NULL DEFAULT ''  -- Stay inside; they name no participant.
) STRICT;
CREATE INDEX opening_by_company ON opening (company_id);
CREATE INDEX opening_by_day ON opening (received_on);
CREATE INDEX opening_open ON opening (received_on) WHERE closed_on = '';
