-- Forms as data with their versions, drafts for each caseworker, and sealed notes.

-- A form. It is retired, never removed: interviews refer to it.
CREATE TABLE form (
  id         INTEGER PRIMARY KEY AUTOINCREMENT, -- 1 is the one that comes with the program.
  code       TEXT NOT NULL UNIQUE CHECK (code <> ''), -- Its stable id, as its author calls it.
  retired_on TEXT                               -- ISO 8601 day; NULL while it is in use.
) STRICT;

-- A version of a form. It is never changed.
CREATE TABLE form_version (
  form_id        INTEGER NOT NULL REFERENCES form (id),
  version        INTEGER NOT NULL CHECK (version > 0), -- 1, 2, 3, … without a gap.
  author_version TEXT NOT NULL DEFAULT '', -- What its author calls it.
  definition     TEXT NOT NULL,            -- JSON: what it asks.
  checksum       BLOB NOT NULL CHECK (length(checksum) = 32), -- SHA-256 of the definition.
  asked          INTEGER NOT NULL,         -- How many questions a person is asked.
  source         TEXT NOT NULL CHECK (source IN ('built_in', 'xlsform', 'xform', 'editor')),
  created_at     TEXT NOT NULL DEFAULT '', -- RFC 3339; empty for what comes with the program.
  created_by     INTEGER NOT NULL DEFAULT 0, -- Member; 0 for what comes with the program.
  PRIMARY KEY (form_id, version)
) STRICT;

-- Drafts: one open for each participant, form and caseworker. Those from before belong to nobody until they are opened.
CREATE TABLE draft_new (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  form_id        INTEGER NOT NULL,
  version        INTEGER NOT NULL,
  member_id      INTEGER NOT NULL DEFAULT 0,  -- Whose draft it is; 0 when nobody knows.
  answers        TEXT NOT NULL DEFAULT '{}',  -- JSON: path of the answer to text.
  aside          TEXT NOT NULL DEFAULT '{}',  -- JSON: answers whose question is gone, with the words it was asked in.
  focus          TEXT NOT NULL DEFAULT '',    -- The field that had the cursor.
  held_on        TEXT NOT NULL DEFAULT '',    -- As typed, perhaps no date yet.
  revision       INTEGER NOT NULL DEFAULT 0,  -- Counts the saves.
  saved_at       TEXT NOT NULL DEFAULT '',    -- RFC 3339; empty before the first save.
  discarded_at   TEXT,                        -- RFC 3339; NULL while it is open.
  FOREIGN KEY (form_id, version) REFERENCES form_version (form_id, version) DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO draft_new (id, participant_id, form_id, version, answers, focus, held_on, revision, saved_at, discarded_at)
  SELECT id, participant_id, 1, template_version, answers, focus, held_on, revision, saved_at, discarded_at FROM draft;
-- No number of a draft is given away twice.
DELETE FROM sqlite_sequence WHERE name = 'draft_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'draft_new', seq FROM sqlite_sequence WHERE name = 'draft';
DROP TABLE draft;
ALTER TABLE draft_new RENAME TO draft;
CREATE UNIQUE INDEX draft_open ON draft (participant_id, form_id, member_id) WHERE discarded_at IS NULL;

-- What `template_version` counts is the version of this form. Forms and their versions are never removed.
ALTER TABLE interview ADD COLUMN form_id INTEGER NOT NULL DEFAULT 1;
-- Who held it; 0 when nobody knows.
ALTER TABLE interview ADD COLUMN member_id INTEGER NOT NULL DEFAULT 0;
-- JSON: answers whose question was gone when it was finished, with the words it was asked in.
ALTER TABLE interview ADD COLUMN aside TEXT NOT NULL DEFAULT '{}';
-- Paths of required questions that the caseworker left out, with spaces between.
ALTER TABLE interview ADD COLUMN skipped TEXT NOT NULL DEFAULT '';
CREATE INDEX interview_by_form ON interview (form_id, template_version);

-- Notes that are read only on purpose. Sealed under the key of the person: a reader of this table learns nothing.
CREATE TABLE sealed_note (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  text           BLOB NOT NULL,    -- Sealed.
  written_at     TEXT NOT NULL,    -- RFC 3339.
  written_by     INTEGER NOT NULL, -- Member.
  reveals        INTEGER NOT NULL DEFAULT 0, -- How often it was opened; who and when is in the journal.
  revealed_at    TEXT NOT NULL DEFAULT '',   -- RFC 3339; empty when it never was.
  removed_at     TEXT              -- RFC 3339; NULL while it is there.
) STRICT;
CREATE INDEX sealed_note_by_participant ON sealed_note (participant_id);

-- The sealed note that somebody is typing: it survives a lock and a crash, and is sealed like the notes themselves.
CREATE TABLE sealed_draft (
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  member_id      INTEGER NOT NULL, -- Who types it.
  text           BLOB NOT NULL,    -- Sealed.
  saved_at       TEXT NOT NULL,    -- RFC 3339.
  PRIMARY KEY (participant_id, member_id)
) STRICT;

-- Changes to a form that are not published yet, of each member.
CREATE TABLE form_draft (
  form_id   INTEGER NOT NULL REFERENCES form (id),
  member_id INTEGER NOT NULL, -- Whose they are.
  edits     TEXT NOT NULL,    -- JSON: the changes in order.
  saved_at  TEXT NOT NULL,    -- RFC 3339.
  PRIMARY KEY (form_id, member_id)
) STRICT;
