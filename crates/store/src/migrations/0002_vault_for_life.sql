-- This migration adds what a store needs over the years: a counter of its writes, the members of staff, a key for each
-- person, documents, what is left after an erasure, and a journal whose entries form a chain. The old entries are taken
-- over by journal_chain.rs, because that needs keys.

CREATE TABLE freshness (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  commits  INTEGER NOT NULL CHECK (commits >= 0),         -- Raised in every write.
  anchored INTEGER NOT NULL CHECK (anchored IN (0, 1))    -- 1 once a record outside of this file knew the counter.
) STRICT;
INSERT INTO freshness (id, commits, anchored) VALUES (1, 0, 0);

CREATE TABLE member (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  slot     BLOB NOT NULL CHECK (length(slot) = 16), -- The slot of the key file with their passphrase.
  name     TEXT NOT NULL CHECK (name <> ''),
  roles    TEXT NOT NULL,                           -- Codes with spaces between them.
  since_on TEXT NOT NULL,                           -- ISO 8601 day.
  left_on  TEXT                                     -- ISO 8601 day; NULL while they work here.
) STRICT;
CREATE UNIQUE INDEX member_by_slot ON member (slot) WHERE left_on IS NULL;

ALTER TABLE journal RENAME TO journal_without_chain;

CREATE TABLE journal (
  n       INTEGER PRIMARY KEY AUTOINCREMENT, -- 1, 2, 3, … without a gap.
  at      TEXT NOT NULL,                     -- RFC 3339, by the clock of this computer.
  actor   INTEGER NOT NULL,                  -- Member of staff; 0 when not known.
  verb    TEXT NOT NULL,                     -- What was done.
  subject TEXT NOT NULL,                     -- Kind of the record.
  id      INTEGER,                           -- Number of the record; NULL when it has none.
  person  INTEGER,                           -- The participant whom it concerns; the number stays after an erasure.
  payload BLOB,                              -- What stood there before and after, sealed under the key of the person, or
                                             -- under the key for all when it concerns nobody; NULL after an erasure.
  digest  BLOB CHECK (length(digest) = 32),  -- SHA-256 of the payload as sealed; NULL when there never was one.
  mac     BLOB NOT NULL CHECK (length(mac) = 32), -- HMAC-SHA256 over the mac before and all above but the payload.
  CHECK (payload IS NULL OR digest IS NOT NULL)
) STRICT;
CREATE INDEX journal_by_person ON journal (person) WHERE person IS NOT NULL;

CREATE TABLE person_key (
  participant_id INTEGER PRIMARY KEY REFERENCES participant (id) ON DELETE CASCADE,
  uid            BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- Random; the same in every backup.
  wrapped        BLOB NOT NULL                                  -- The key of the person, sealed.
) STRICT;

CREATE TABLE tombstone (
  uid BLOB PRIMARY KEY NOT NULL CHECK (length(uid) = 16), -- Of a person who was erased.
  at  TEXT NOT NULL                                       -- RFC 3339.
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  name           BLOB NOT NULL,                                 -- File name, sealed under the key of the person.
  kind           TEXT NOT NULL CHECK (kind <> ''),              -- Media type, for example image/jpeg.
  bytes          INTEGER NOT NULL CHECK (bytes >= 0),           -- Length of the document.
  stored_bytes   INTEGER NOT NULL CHECK (stored_bytes > bytes), -- Length of its file.
  file           TEXT NOT NULL UNIQUE CHECK (length(file) = 32), -- Name of its file in the folder documents, in hex.
  digest         BLOB NOT NULL CHECK (length(digest) = 32),     -- SHA-256 of its file.
  added_on       TEXT NOT NULL,                                 -- ISO 8601 day.
  added_by       INTEGER NOT NULL                               -- Member of staff; 0 when not known.
) STRICT;
CREATE INDEX document_by_participant ON document (participant_id);

CREATE TABLE ledger_hold (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  sealed  BLOB NOT NULL, -- What the law wants kept of a person who was erased, as JSON.
  until   TEXT NOT NULL, -- ISO 8601 day of the last day.
  made_at TEXT NOT NULL  -- RFC 3339.
) STRICT;

CREATE TABLE residue (
  year   INTEGER NOT NULL, -- Fiscal year.
  figure TEXT NOT NULL,    -- Id of the figure.
  count  INTEGER NOT NULL, -- How much of it belongs to people who were erased.
  PRIMARY KEY (year, figure)
) STRICT, WITHOUT ROWID;

CREATE TABLE retention_review (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  reviewed_on    TEXT NOT NULL,           -- ISO 8601 day.
  by             INTEGER NOT NULL,        -- Member of staff; 0 when not known.
  keep_until     TEXT NOT NULL,           -- ISO 8601 day of the next review.
  reason         TEXT NOT NULL DEFAULT '' -- Why it is kept, in words.
) STRICT;
CREATE INDEX retention_review_by_participant ON retention_review (participant_id, reviewed_on);
