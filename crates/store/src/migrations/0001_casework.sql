-- This migration adds the first tables: participants and their pathway, programmes, placement, activities, consents,
-- drafts, the journal, and the view of all dated facts.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY NOT NULL, -- What is set, for example organisation_name.
  value TEXT NOT NULL              -- As text; the reader knows its form.
) STRICT;

CREATE TABLE participant (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  first_contact_on TEXT NOT NULL,            -- ISO 8601 day.
  birth            TEXT NOT NULL DEFAULT '', -- 1990, 1990-04 or 1990-04-30; empty when unknown.
  nationality      TEXT NOT NULL DEFAULT '', -- ISO 3166-1 alpha-3, XXA stateless, XXX unknown; empty when not asked.
  languages        TEXT NOT NULL DEFAULT '', -- BCP 47 primary subtags with spaces between them, the best first.
  residence_status TEXT NOT NULL DEFAULT '', -- Code of the status held now; empty when not told.
  permit_ends_on   TEXT NOT NULL DEFAULT '', -- ISO 8601 day; empty when it does not end or is not known.
  work_permission  TEXT NOT NULL DEFAULT 'unknown' CHECK (work_permission IN ('permitted', 'limited', 'none', 'unknown')),
  shown_name       TEXT NOT NULL,            -- The name to call them by.
  sort_name        TEXT NOT NULL,            -- The same, folded for order.
  stage            INTEGER NOT NULL DEFAULT 0, -- The farthest stage that a fact shows; kept with every new fact.
  last_fact_on     TEXT NOT NULL             -- Day of the newest fact; kept with every new fact.
) STRICT;
CREATE INDEX participant_by_contact ON participant (first_contact_on);
CREATE INDEX participant_by_name ON participant (sort_name);
CREATE INDEX participant_by_last_fact ON participant (last_fact_on);
CREATE INDEX participant_by_permit ON participant (permit_ends_on) WHERE permit_ends_on <> '';

CREATE TABLE participant_name (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  kind           TEXT NOT NULL CHECK (kind IN ('preferred', 'own_script', 'latin', 'reading', 'other')),
  text           TEXT NOT NULL CHECK (text <> ''),
  folded         TEXT NOT NULL, -- For search: width, case, accents and kana do not matter.
  match_key      TEXT NOT NULL  -- For duplicates: the folded parts in alphabetical order.
) STRICT;
CREATE INDEX participant_name_by_participant ON participant_name (participant_id);
CREATE INDEX participant_name_by_key ON participant_name (match_key);

CREATE TABLE consent (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  purpose        TEXT NOT NULL CHECK (purpose IN ('interview', 'placement', 'media')),
  language       TEXT NOT NULL, -- In which it was explained, BCP 47.
  how            TEXT NOT NULL CHECK (how IN ('spoken', 'written', 'interpreted')),
  given_on       TEXT NOT NULL, -- ISO 8601 day.
  withdrawn_on   TEXT           -- ISO 8601 day; NULL while it stands.
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= given_on)
) STRICT;
CREATE INDEX consent_by_participant ON consent (participant_id);

CREATE TABLE draft (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id   INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  template_version INTEGER NOT NULL,
  answers          TEXT NOT NULL DEFAULT '{}', -- JSON: question id to text.
  focus            TEXT NOT NULL DEFAULT '',   -- The field that had the cursor.
  held_on          TEXT NOT NULL DEFAULT '',   -- As typed, perhaps no date yet.
  revision         INTEGER NOT NULL DEFAULT 0, -- Counts the saves.
  saved_at         TEXT NOT NULL DEFAULT '',   -- RFC 3339; empty before the first save.
  discarded_at     TEXT                        -- RFC 3339; NULL while it is open.
) STRICT;
CREATE UNIQUE INDEX draft_open ON draft (participant_id) WHERE discarded_at IS NULL;

CREATE TABLE interview (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id   INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  held_on          TEXT NOT NULL,   -- ISO 8601 day.
  template_version INTEGER NOT NULL -- The questions it was asked with.
) STRICT;
CREATE INDEX interview_by_participant ON interview (participant_id, held_on);
CREATE INDEX interview_by_day ON interview (held_on);

CREATE TABLE answer (
  interview_id INTEGER NOT NULL REFERENCES interview (id) ON DELETE CASCADE,
  question     TEXT NOT NULL, -- Id of the question in its template version.
  text         TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (interview_id, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE programme (
  code                 TEXT PRIMARY KEY NOT NULL, -- Lower-case letters, digits, _.
  position             INTEGER NOT NULL,          -- Order in the articles.
  name_ja              TEXT NOT NULL,
  name_en              TEXT NOT NULL,
  beneficiaries_figure TEXT NOT NULL DEFAULT ''   -- The figure printed as its number of beneficiaries; empty when none.
) STRICT;

CREATE TABLE programme_year (
  programme        TEXT NOT NULL REFERENCES programme (code),
  year             INTEGER NOT NULL, -- Fiscal year.
  results_ja       TEXT NOT NULL DEFAULT '', results_en       TEXT NOT NULL DEFAULT '', -- Part 1, figures as {id}.
  content_ja       TEXT NOT NULL DEFAULT '', content_en       TEXT NOT NULL DEFAULT '',
  dates_ja         TEXT NOT NULL DEFAULT '', dates_en         TEXT NOT NULL DEFAULT '',
  place_ja         TEXT NOT NULL DEFAULT '', place_en         TEXT NOT NULL DEFAULT '',
  staff            INTEGER NOT NULL DEFAULT 0 CHECK (staff >= 0),
  staff_concurrent INTEGER NOT NULL DEFAULT 0 CHECK (staff_concurrent IN (0, 1)),
  scope_ja         TEXT NOT NULL DEFAULT '', scope_en         TEXT NOT NULL DEFAULT '',
  beneficiaries_ja TEXT NOT NULL DEFAULT '', beneficiaries_en TEXT NOT NULL DEFAULT '', -- Figures as {id}.
  expenses_yen     INTEGER NOT NULL DEFAULT 0 CHECK (expenses_yen >= 0), -- Whole yen.
  PRIMARY KEY (programme, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE cohort (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  course    TEXT NOT NULL, -- Code of the course: career_training, mentorship, japanese_class, …
  name      TEXT NOT NULL,
  starts_on TEXT NOT NULL, -- ISO 8601 day.
  ends_on   TEXT           -- ISO 8601 day; NULL when open.
    CHECK (ends_on IS NULL OR ends_on >= starts_on)
) STRICT;

CREATE TABLE enrolment (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  cohort_id      INTEGER NOT NULL REFERENCES cohort (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  enrolled_on    TEXT NOT NULL, -- ISO 8601 day.
  UNIQUE (cohort_id, participant_id)
) STRICT;
CREATE INDEX enrolment_by_participant ON enrolment (participant_id, enrolled_on);
CREATE INDEX enrolment_by_day ON enrolment (enrolled_on);

CREATE TABLE company (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  name   TEXT NOT NULL CHECK (name <> ''),
  folded TEXT NOT NULL -- For search.
) STRICT;

CREATE TABLE discussion (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  company_id INTEGER NOT NULL REFERENCES company (id),
  held_on    TEXT NOT NULL -- ISO 8601 day.
) STRICT;
CREATE INDEX discussion_by_day ON discussion (held_on);

CREATE TABLE recommendation (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  company_id     INTEGER NOT NULL REFERENCES company (id),
  recommended_on TEXT NOT NULL -- ISO 8601 day.
) STRICT;
CREATE INDEX recommendation_by_participant ON recommendation (participant_id);
CREATE INDEX recommendation_by_day ON recommendation (recommended_on);

CREATE TABLE placement_step (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  recommendation_id INTEGER NOT NULL REFERENCES recommendation (id) ON DELETE CASCADE,
  step              TEXT NOT NULL
    CHECK (step IN ('company_interview', 'offer', 'trial_hire', 'employed', 'permanent', 'placement_ended')),
  reached_on        TEXT NOT NULL,            -- ISO 8601 day.
  reason            TEXT NOT NULL DEFAULT '', -- Code of the reason of an end.
  UNIQUE (recommendation_id, step)
) STRICT;
CREATE INDEX placement_step_by_day ON placement_step (step, reached_on);

CREATE TABLE activity (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  kind     TEXT NOT NULL CHECK (kind IN ('talk', 'media_coverage', 'event', 'round_table', 'fundraising')),
  held_on  TEXT NOT NULL, -- ISO 8601 day.
  title    TEXT NOT NULL,
  place    TEXT NOT NULL DEFAULT '',
  audience INTEGER CHECK (audience >= 0) -- NULL when nobody counted.
) STRICT;
CREATE INDEX activity_by_day ON activity (kind, held_on);

CREATE TABLE head_count (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  category    TEXT NOT NULL, -- companies, business_leaders, participants, others.
  heads       INTEGER NOT NULL CHECK (heads >= 0),
  UNIQUE (activity_id, category)
) STRICT;

CREATE TABLE headline_approval (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  year         INTEGER NOT NULL, -- Fiscal year.
  approver     TEXT NOT NULL,    -- Code of a member of staff.
  approved_at  TEXT NOT NULL,    -- RFC 3339.
  small_counts TEXT NOT NULL     -- JSON: figure id to the small count that was seen.
) STRICT;
CREATE INDEX headline_approval_by_year ON headline_approval (year);

CREATE TABLE journal (
  n       INTEGER PRIMARY KEY AUTOINCREMENT,
  at      TEXT NOT NULL,           -- RFC 3339, by the clock of this computer.
  verb    TEXT NOT NULL,           -- What was done.
  subject TEXT NOT NULL,           -- Kind of the record.
  id      INTEGER,                 -- Number of the record; NULL when it has none.
  before  TEXT NOT NULL DEFAULT '' -- What stood there, as JSON; empty for a new record.
) STRICT;

-- Every dated fact in one shape. Figures are counted here and nowhere else.
CREATE VIEW fact (kind, number, on_day, participant_id, company_id, placement_id, detail, quantity, title) AS
  SELECT 'first_contact', id, first_contact_on, id, NULL, NULL, NULL, NULL, NULL FROM participant
  UNION ALL
  SELECT 'consent_given', id, given_on, participant_id, NULL, NULL, purpose, NULL, NULL FROM consent
  UNION ALL
  SELECT 'consent_withdrawn', id, withdrawn_on, participant_id, NULL, NULL, purpose, NULL, NULL FROM consent
    WHERE withdrawn_on IS NOT NULL
  UNION ALL
  SELECT 'interview', id, held_on, participant_id, NULL, NULL, NULL, NULL, NULL FROM interview
  UNION ALL
  SELECT 'enrolled', e.id, e.enrolled_on, e.participant_id, NULL, NULL, c.course, NULL, c.name
    FROM enrolment e JOIN cohort c ON c.id = e.cohort_id
  UNION ALL
  SELECT 'discussion', id, held_on, NULL, company_id, NULL, NULL, NULL, NULL FROM discussion
  UNION ALL
  SELECT 'recommended', id, recommended_on, participant_id, company_id, id, NULL, NULL, NULL FROM recommendation
  UNION ALL
  SELECT s.step, s.id, s.reached_on, r.participant_id, r.company_id, r.id, nullif(s.reason, ''), NULL, NULL
    FROM placement_step s JOIN recommendation r ON r.id = s.recommendation_id
  UNION ALL
  SELECT kind, id, held_on, NULL, NULL, NULL, NULL, audience, title FROM activity
  UNION ALL
  SELECT 'head_count', h.id, a.held_on, NULL, NULL, NULL, a.kind || '.' || h.category, h.heads, a.title
    FROM head_count h JOIN activity a ON a.id = h.activity_id;
