-- Indicators and tables as data, releases and their ledger. Nothing here is about one person: codes and counts, and the
-- names of members of staff and of those who signed.

-- Which tables a year has. A version that a release was made with is never changed; saving makes a new one.
CREATE TABLE table_catalogue (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  year     INTEGER NOT NULL,                       -- Fiscal year: the calendar year in which it begins.
  version  INTEGER NOT NULL,                       -- From 1, within the year.
  saved_at TEXT NOT NULL,                          -- RFC 3339.
  saved_by INTEGER NOT NULL REFERENCES member (id),
  content  TEXT NOT NULL,                          -- JSON: tables, each an indicator and the codes of its dimensions.
  UNIQUE (year, version)
) STRICT;

-- The secret that decides how a year's counts are rounded: one for each year, so that a preview shows what will leave.
CREATE TABLE release_secret (
  year   INTEGER PRIMARY KEY, -- Fiscal year.
  secret BLOB NOT NULL        -- Eight random bytes.
) STRICT;

-- The ledger of releases (公表の台帳). A row is never changed and never removed.
CREATE TABLE release (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  year              INTEGER NOT NULL,                       -- Fiscal year.
  number            INTEGER NOT NULL,                       -- From 1, within the year.
  published_at      TEXT NOT NULL,                          -- RFC 3339.
  published_by      INTEGER NOT NULL REFERENCES member (id),
  approved_by       TEXT NOT NULL CHECK (approved_by <> ''), -- The name of the person who signed for the exact figures.
  audience          TEXT NOT NULL CHECK (audience <> ''),   -- For whom, in words.
  profile           TEXT NOT NULL CHECK (profile IN ('rounding', 'suppression')),
  catalogue_version INTEGER NOT NULL,
  exposed           TEXT NOT NULL,                          -- JSON: the small counts that were signed for.
  content           BLOB NOT NULL,                          -- The exact bytes that left, JSON.
  digest            TEXT NOT NULL,                          -- SHA-256 of them, hexadecimal.
  counted           TEXT NOT NULL,                          -- JSON: the exact counts and codes behind it. They stay inside.
  UNIQUE (year, number)
) STRICT;

-- The files of a release, made once: they print the same for ever.
CREATE TABLE release_file (
  release_id INTEGER NOT NULL REFERENCES release (id),
  kind       TEXT NOT NULL, -- Code of what it is.
  language   TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  bytes      BLOB NOT NULL,
  digest     TEXT NOT NULL, -- SHA-256 of them, hexadecimal.
  PRIMARY KEY (release_id, kind, language)
) STRICT, WITHOUT ROWID;

-- Who signed for exact figures, by name: the code that they sign as does not say it.
ALTER TABLE headline_approval ADD COLUMN
  signer TEXT NOT NULL DEFAULT ''; -- The name of the member of staff; empty before this version.
