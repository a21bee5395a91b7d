-- Imports and what each of them added.

CREATE TABLE import (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  at         TEXT NOT NULL,              -- RFC 3339.
  actor      INTEGER NOT NULL,           -- Number of the member of staff; 0 without a passphrase.
  kind       TEXT NOT NULL CHECK (kind IN ('participants', 'companies')),
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
  record_id INTEGER NOT NULL, -- Number of the participant or the company. Numbers are never given twice.
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
