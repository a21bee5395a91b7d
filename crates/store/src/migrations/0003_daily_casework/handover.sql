-- Cases handed to and taken over from other laptops.

CREATE TABLE laptop (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  key      BLOB NOT NULL UNIQUE CHECK (length(key) = 32), -- Its public key, X25519.
  name     TEXT NOT NULL CHECK (name <> ''),              -- What the people here call it.
  known_on TEXT NOT NULL,                                 -- ISO 8601 day on which its words were compared.
  known_by INTEGER NOT NULL                               -- Member of staff; 0 when not known.
) STRICT;

CREATE TABLE hand_over (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  direction      TEXT NOT NULL CHECK (direction IN ('out', 'in')), -- From here, or to here.
  serial         INTEGER NOT NULL CHECK (serial > 0),              -- The how manyth hand-over of the case it is.
  parcel         BLOB NOT NULL CHECK (length(parcel) = 16),        -- Random; the receipt names it.
  key            BLOB NOT NULL CHECK (length(key) = 32),           -- Of the other laptop.
  laptop         TEXT NOT NULL,                                    -- What it was called then.
  at             TEXT NOT NULL,                                    -- RFC 3339.
  done_by        INTEGER NOT NULL,                                 -- Member of staff; 0 when not known.
  ended          TEXT NOT NULL DEFAULT '' CHECK (ended IN ('', 'received', 'refused', 'taken_back')),
  UNIQUE (participant_id, direction, parcel)
) STRICT;

CREATE TABLE carried_entry (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  n              INTEGER NOT NULL, -- Its place among those that came along, the oldest first.
  at             TEXT NOT NULL,    -- RFC 3339, by the clock that wrote it.
  verb           TEXT NOT NULL,    -- What was done there.
  subject        TEXT NOT NULL,    -- The kind of the record.
  content        BLOB NOT NULL     -- Who did it, and what stood there before and after, as JSON, sealed under the key of
                                   -- the person.
) STRICT;
CREATE INDEX carried_entry_by_participant ON carried_entry (participant_id);

CREATE TABLE counted_elsewhere (
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  year           INTEGER NOT NULL, -- Fiscal year.
  figure         TEXT NOT NULL,    -- Id of the figure.
  count          INTEGER NOT NULL, -- How much of it other laptops count already; it is taken off here.
  PRIMARY KEY (participant_id, year, figure)
) STRICT, WITHOUT ROWID;
CREATE INDEX counted_elsewhere_by_year ON counted_elsewhere (year, figure);

-- What hangs on a participant is looked up by them; the unique index on drafts knows the open ones only.
CREATE INDEX IF NOT EXISTS draft_by_participant ON draft (participant_id);
