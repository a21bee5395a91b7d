-- Imports and what each of them added.

CREATE TABLE import (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  at         TEXT NOT NULL,              -- RFC 3339.
  actor      INTEGER NOT NULL,           -- Number of the member of staff; 0 without a passphrase.
  kind       TEXT NOT NULL CHECK (kind IN ('participants', 'companies', 'sessions', 'attendance')),
  digest     BLOB NOT NULL CHECK (length(digest) = 32), -- SHA-256 of the file, to notice that it comes again.
  row_count  INTEGER NOT NULL,           -- Rows of the file that were read as records.
  added      INTEGER NOT NULL,           -- Records that came of them.
  last_entry INTEGER NOT NULL,           -- Number of the last entry of the journal when it was done: later ones are changes since.
  undone_at  TEXT NOT NULL DEFAULT ''    -- RFC 3339; empty while it stands.
) STRICT;
CREATE INDEX import_by_digest ON import (digest);

-- Numbers only, no person: whoever is erased is gone from where the number leads.
CREATE TABLE import_row (
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  row       INTEGER NOT NULL, -- As the spreadsheet numbers it.
  record_id INTEGER NOT NULL, -- Number of the participant, the company or the session. Numbers are never given twice.
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;

-- What an import of attendance set. It never puts a mark in the place of another.
CREATE TABLE import_mark (
  import_id      INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  session_id     INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  mark           TEXT NOT NULL, -- As it was set.
  PRIMARY KEY (import_id, session_id, participant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_mark_by_session ON import_mark (session_id);
CREATE INDEX import_mark_by_participant ON import_mark (participant_id);

-- Sessions that an import of attendance had to add, because marks stood under their days.
CREATE TABLE import_session (
  import_id  INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  PRIMARY KEY (import_id, session_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_session_by_session ON import_session (session_id);

-- Words about a participant that have no place of their own, such as the remarks of a list that was brought in.
CREATE TABLE profile_note (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  text           TEXT NOT NULL CHECK (text <> '')
) STRICT;
CREATE INDEX profile_note_by_participant ON profile_note (participant_id);
