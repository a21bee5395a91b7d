-- What is known of a participant beyond name and birth, residence over time, and the code lists of the office.

-- It names tables that are made anew below; facts.sql makes it again once all of them are there.
DROP VIEW fact;

CREATE TABLE code_list_entry (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  list        TEXT NOT NULL,            -- Name of the list, for example closure_reason.
  code        TEXT NOT NULL,            -- A code of the standard, or one of the office.
  words_ja    TEXT NOT NULL DEFAULT '', -- Empty where the words of the standard hold.
  words_en    TEXT NOT NULL DEFAULT '',
  valid_from  TEXT NOT NULL DEFAULT '', -- ISO 8601 day; empty from the beginning.
  valid_until TEXT NOT NULL DEFAULT '', -- ISO 8601 day, the last one; empty without an end. Retired, never deleted.
  kind_of     TEXT NOT NULL DEFAULT '', -- Of an own code, the code of the standard of which it is a kind.
  UNIQUE (list, code),
  CHECK (valid_from = '' OR valid_until = '' OR valid_until >= valid_from)
) STRICT;

ALTER TABLE participant ADD COLUMN other_nationalities TEXT NOT NULL DEFAULT ''; -- As nationality, spaces between them.
ALTER TABLE participant ADD COLUMN origin TEXT NOT NULL DEFAULT '';              -- Country of origin, ISO 3166-1 alpha-3.
ALTER TABLE participant ADD COLUMN work_ends_on TEXT NOT NULL DEFAULT '';        -- Last day of the work permission, if it has one of its own.
ALTER TABLE participant ADD COLUMN prefecture TEXT NOT NULL DEFAULT '';          -- Where they live, JIS X 0401.
ALTER TABLE participant ADD COLUMN referral_source TEXT NOT NULL DEFAULT '';     -- Code of who sent them.
ALTER TABLE participant ADD COLUMN referral_detail TEXT NOT NULL DEFAULT '';     -- Who exactly, in words.
ALTER TABLE participant ADD COLUMN caseworker_id INTEGER REFERENCES member (id); -- Their own caseworker; NULL for none.
CREATE INDEX participant_by_caseworker ON participant (caseworker_id) WHERE caseworker_id IS NOT NULL;
CREATE INDEX participant_by_work_end ON participant (work_ends_on) WHERE work_ends_on <> '';

-- Names have a script, and more kinds.
CREATE TABLE participant_name_anew (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  kind           TEXT NOT NULL
    CHECK (kind IN ('preferred', 'own_script', 'latin', 'reading', 'alias', 'nickname', 'former', 'other')),
  script         TEXT NOT NULL DEFAULT '', -- ISO 15924; empty when it is the one that the text shows.
  text           TEXT NOT NULL CHECK (text <> ''),
  folded         TEXT NOT NULL, -- For search: width, case, accents and kana do not matter.
  match_key      TEXT NOT NULL  -- For duplicates: the folded parts in alphabetical order.
) STRICT;
INSERT INTO participant_name_anew (id, participant_id, kind, text, folded, match_key)
  SELECT id, participant_id, kind, text, folded, match_key FROM participant_name;
DROP TABLE participant_name;
ALTER TABLE participant_name_anew RENAME TO participant_name;
CREATE INDEX participant_name_by_participant ON participant_name (participant_id);
CREATE INDEX participant_name_by_key ON participant_name (match_key);

CREATE TABLE language_skill (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id     INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  position           INTEGER NOT NULL DEFAULT 0, -- The best language first.
  language           TEXT NOT NULL,              -- BCP 47 primary subtag.
  self_rated         TEXT NOT NULL DEFAULT ''    -- What they say themselves; proves nothing.
    CHECK (self_rated IN ('', 'words', 'everyday', 'work', 'fluent', 'mother_tongue')),
  jlpt_level         INTEGER CHECK (jlpt_level BETWEEN 1 AND 5), -- N1 to N5; NULL without a test.
  jlpt_score         INTEGER CHECK (jlpt_score BETWEEN 0 AND 180),
  jlpt_passed        INTEGER NOT NULL DEFAULT 0 CHECK (jlpt_passed IN (0, 1)),
  jlpt_taken_on      TEXT NOT NULL DEFAULT '',   -- 2025, 2025-12 or 2025-12-07.
  listening          TEXT NOT NULL DEFAULT '',   -- CEFR, A1 to C2; empty when not assessed. So the next four.
  reading            TEXT NOT NULL DEFAULT '',
  spoken_interaction TEXT NOT NULL DEFAULT '',
  spoken_production  TEXT NOT NULL DEFAULT '',
  writing            TEXT NOT NULL DEFAULT '',
  note               TEXT NOT NULL DEFAULT '',   -- Other tests and certificates.
  UNIQUE (participant_id, language)
) STRICT;

CREATE TABLE schooling (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  level          TEXT NOT NULL DEFAULT '', -- ISCED 2011; empty when not known.
  field          TEXT NOT NULL DEFAULT '', -- ISCED-F 2013; empty when not known.
  institution    TEXT NOT NULL DEFAULT '',
  subject        TEXT NOT NULL DEFAULT '', -- What was studied, in words.
  country        TEXT NOT NULL DEFAULT '', -- ISO 3166-1 alpha-3.
  from_on        TEXT NOT NULL DEFAULT '', -- 2015, 2015-04 or 2015-04-01.
  until_on       TEXT NOT NULL DEFAULT '',
  state          TEXT NOT NULL CHECK (state IN ('completed', 'ongoing', 'left', 'unknown'))
) STRICT;
CREATE INDEX schooling_by_participant ON schooling (participant_id);

CREATE TABLE job (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  occupation     TEXT NOT NULL DEFAULT '', -- ISCO-08; empty when not known.
  title          TEXT NOT NULL DEFAULT '', -- In their own words.
  employer       TEXT NOT NULL DEFAULT '',
  country        TEXT NOT NULL DEFAULT '', -- ISO 3166-1 alpha-3.
  from_on        TEXT NOT NULL DEFAULT '', -- 2015, 2015-04 or 2015-04-01.
  until_on       TEXT NOT NULL DEFAULT '',
  ongoing        INTEGER NOT NULL DEFAULT 0 CHECK (ongoing IN (0, 1)),
  tasks          TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX job_by_participant ON job (participant_id);

CREATE TABLE skill (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  kind           TEXT NOT NULL,                       -- Code of the kind.
  name           TEXT NOT NULL CHECK (name <> ''),
  since_on       TEXT NOT NULL DEFAULT '',            -- 2015, 2015-04 or 2015-04-01: of a licence its day.
  in_japan       INTEGER NOT NULL DEFAULT 0 CHECK (in_japan IN (0, 1)) -- Whether it is recognised in Japan.
) STRICT;
CREATE INDEX skill_by_participant ON skill (participant_id);

CREATE TABLE household_member (
  id                   INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id       INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  relation             TEXT NOT NULL,            -- Code of what they are to the participant.
  name                 TEXT NOT NULL DEFAULT '',
  birth                TEXT NOT NULL DEFAULT '', -- 1990, 1990-04 or 1990-04-30.
  lives                TEXT NOT NULL CHECK (lives IN ('together', 'japan', 'abroad', 'unknown')),
  dependant            INTEGER NOT NULL DEFAULT 0 CHECK (dependant IN (0, 1)), -- Whether they live on the participant's income.
  other_participant_id INTEGER REFERENCES participant (id) ON DELETE SET NULL -- When they are a participant themselves.
) STRICT;
CREATE INDEX household_member_by_participant ON household_member (participant_id);
CREATE INDEX household_member_by_other ON household_member (other_participant_id) WHERE other_participant_id IS NOT NULL;

CREATE TABLE contact_way (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  kind           TEXT NOT NULL,            -- Code of the kind.
  value          TEXT NOT NULL CHECK (value <> ''), -- The number, the address.
  safety         TEXT NOT NULL CHECK (safety IN ('safe', 'with_care', 'never', 'unknown')),
  care           TEXT NOT NULL DEFAULT '', -- When and how it is safe, what not to say.
  preferred      INTEGER NOT NULL DEFAULT 0 CHECK (preferred IN (0, 1)),
  CHECK (safety <> 'never' OR preferred = 0)
) STRICT;
CREATE INDEX contact_way_by_participant ON contact_way (participant_id);

CREATE TABLE residence_period (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  status         TEXT NOT NULL CHECK (status <> ''), -- Code of the status.
  from_on        TEXT NOT NULL DEFAULT '', -- ISO 8601 day; empty when not known.
  told_on        TEXT NOT NULL,            -- ISO 8601 day on which it was told: it stands for a beginning that is not known.
  ends_on        TEXT NOT NULL DEFAULT '', -- ISO 8601 day; empty when it does not end or is not known.
  work           TEXT NOT NULL CHECK (work IN ('permitted', 'limited', 'none', 'unknown')),
  work_ends_on   TEXT NOT NULL DEFAULT '', -- ISO 8601 day; empty when the permission lasts as long as the status.
  work_limits    TEXT NOT NULL DEFAULT '', -- Hours, kinds of work.
  designation    TEXT NOT NULL DEFAULT '', -- What the designation paper (shiteisho) says.
  document_id    INTEGER REFERENCES document (id) ON DELETE SET NULL -- The paper that was seen, if it is attached.
) STRICT;
CREATE INDEX residence_period_by_participant ON residence_period (participant_id);

-- What lists, search and Today need of these two tables is kept in the row of the participant, whoever changes them.
INSERT INTO residence_period (participant_id, status, told_on, ends_on, work)
  SELECT id, residence_status, first_contact_on, permit_ends_on, work_permission FROM participant WHERE residence_status <> '';
INSERT INTO language_skill (participant_id, position, language)
  WITH RECURSIVE part (id, position, language, rest) AS (
    SELECT id, -1, '', trim(languages) || ' ' FROM participant WHERE trim(languages) <> ''
    UNION ALL
    SELECT id, position + 1, substr(rest, 1, instr(rest, ' ') - 1), ltrim(substr(rest, instr(rest, ' ') + 1))
      FROM part WHERE rest <> ''
  )
  SELECT id, min(position), language FROM part WHERE language <> '' GROUP BY id, language ORDER BY id, min(position);

CREATE TRIGGER residence_now_after_insert AFTER INSERT ON residence_period BEGIN
  UPDATE participant SET (residence_status, permit_ends_on, work_permission, work_ends_on) =
    (SELECT status, ends_on, work, work_ends_on FROM residence_period
     WHERE participant_id = NEW.participant_id ORDER BY coalesce(nullif(from_on, ''), told_on) DESC, id DESC LIMIT 1)
  WHERE id = NEW.participant_id;
END;
CREATE TRIGGER residence_now_after_update AFTER UPDATE ON residence_period BEGIN
  UPDATE participant SET residence_status = '', permit_ends_on = '', work_permission = 'unknown', work_ends_on = ''
  WHERE id = OLD.participant_id
    AND NOT EXISTS (SELECT 1 FROM residence_period WHERE participant_id = OLD.participant_id);
  UPDATE participant SET (residence_status, permit_ends_on, work_permission, work_ends_on) =
    (SELECT status, ends_on, work, work_ends_on FROM residence_period
     WHERE participant_id = participant.id ORDER BY coalesce(nullif(from_on, ''), told_on) DESC, id DESC LIMIT 1)
  WHERE id IN (OLD.participant_id, NEW.participant_id)
    AND EXISTS (SELECT 1 FROM residence_period WHERE participant_id = participant.id);
END;
CREATE TRIGGER residence_now_after_delete AFTER DELETE ON residence_period BEGIN
  UPDATE participant SET residence_status = '', permit_ends_on = '', work_permission = 'unknown', work_ends_on = ''
  WHERE id = OLD.participant_id
    AND NOT EXISTS (SELECT 1 FROM residence_period WHERE participant_id = OLD.participant_id);
  UPDATE participant SET (residence_status, permit_ends_on, work_permission, work_ends_on) =
    (SELECT status, ends_on, work, work_ends_on FROM residence_period
     WHERE participant_id = OLD.participant_id ORDER BY coalesce(nullif(from_on, ''), told_on) DESC, id DESC LIMIT 1)
  WHERE id = OLD.participant_id
    AND EXISTS (SELECT 1 FROM residence_period WHERE participant_id = OLD.participant_id);
END;
CREATE TRIGGER languages_now_after_insert AFTER INSERT ON language_skill BEGIN
  UPDATE participant SET languages =
    (SELECT group_concat(language, ' ' ORDER BY position, id) FROM language_skill WHERE participant_id = NEW.participant_id)
  WHERE id = NEW.participant_id;
END;
CREATE TRIGGER languages_now_after_update AFTER UPDATE OF participant_id, position, language ON language_skill BEGIN
  UPDATE participant SET languages = coalesce(
    (SELECT group_concat(language, ' ' ORDER BY position, id) FROM language_skill WHERE participant_id = participant.id), '')
  WHERE id IN (OLD.participant_id, NEW.participant_id);
END;
CREATE TRIGGER languages_now_after_delete AFTER DELETE ON language_skill BEGIN
  UPDATE participant SET languages = coalesce(
    (SELECT group_concat(language, ' ' ORDER BY position, id) FROM language_skill WHERE participant_id = OLD.participant_id), '')
  WHERE id = OLD.participant_id;
END;
