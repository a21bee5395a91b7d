-- Combining laptops. Nothing here is about one person: keys, lists of laptops, shares of sums, and sums.

CREATE TABLE combining (
  id           INTEGER PRIMARY KEY CHECK (id = 1), -- A laptop takes part in one organisation.
  organisation BLOB NOT NULL,                      -- As its office signed it.
  place        TEXT NOT NULL,                      -- The folder in which the files lie.
  sequence     INTEGER NOT NULL DEFAULT 0,         -- The number of the last file that was handed in.
  memory       BLOB NOT NULL DEFAULT x'',          -- What a key holder keeps: sets that were opened, the round under way.
  agreed       BLOB NOT NULL DEFAULT x'',          -- To what a person agreed when they last handed in: figures, year, key holders.
  send_every   INTEGER NOT NULL DEFAULT 0 CHECK (send_every >= 0), -- Hours between hand-ins by itself; 0 for never.
  sent_at      TEXT                                -- When the last file was made (RFC 3339).
) STRICT;

CREATE TABLE combining_parcel (
  id    INTEGER PRIMARY KEY AUTOINCREMENT, -- In this order they are delivered.
  name  TEXT NOT NULL UNIQUE,              -- Where to, in the folder.
  bytes BLOB NOT NULL                      -- Sealed and signed; the row goes when it is delivered.
) STRICT;

CREATE TABLE combined_figures (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  year    INTEGER NOT NULL, -- Fiscal year.
  made_at TEXT NOT NULL,    -- RFC 3339.
  content TEXT NOT NULL     -- The exact sums and whose counts are in them, as JSON. It stays inside of the vault.
) STRICT;
CREATE INDEX combined_figures_by_year ON combined_figures (year);
