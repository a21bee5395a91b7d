-- Figures that the office defines itself, which figures a programme shows, and what was spent on what.

CREATE TABLE own_indicator (
  id           TEXT NOT NULL, -- Short code; never changes.
  version      INTEGER NOT NULL CHECK (version >= 1),
  programme    TEXT NOT NULL REFERENCES programme (code), -- Where it belongs.
  name_ja      TEXT NOT NULL, name_en TEXT NOT NULL,
  rule_ja      TEXT NOT NULL, rule_en TEXT NOT NULL, -- How it is counted, in a sentence.
  from_year    INTEGER, -- The first fiscal year counted in this way; NULL for every year.
  kind         TEXT NOT NULL, -- Code of the kind of facts.
  measure      TEXT NOT NULL CHECK (measure IN ('records', 'persons', 'companies', 'placements', 'sum')),
  details      TEXT NOT NULL DEFAULT '', -- The details that are meant, one a line; empty for all.
  of_programme TEXT REFERENCES programme (code), -- Only what belongs to its courses.
  least        INTEGER CHECK (least >= 0), -- The least quantity that is meant.
  most         INTEGER CHECK (most >= least), -- The greatest one.
  up_to        INTEGER NOT NULL DEFAULT 0 CHECK (up_to IN (0, 1)), -- Everything up to the last day of the year.
  removed      INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)), -- Not counted any more; the code stays taken.
  PRIMARY KEY (id, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX own_indicator_by_programme ON own_indicator (programme);
CREATE INDEX own_indicator_by_scope ON own_indicator (of_programme);

ALTER TABLE programme ADD COLUMN figures_chosen INTEGER NOT NULL DEFAULT 0 -- The office chose what it shows.
  CHECK (figures_chosen IN (0, 1));

CREATE TABLE programme_figure (
  figure    TEXT PRIMARY KEY, -- Id of a figure; it stands at one programme only.
  programme TEXT NOT NULL REFERENCES programme (code) ON DELETE CASCADE,
  position  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX programme_figure_by_programme ON programme_figure (programme);

CREATE TABLE expense (
  programme TEXT NOT NULL,
  year      INTEGER NOT NULL, -- Fiscal year.
  position  INTEGER NOT NULL,
  what      TEXT NOT NULL, -- On what; of the organisation, nobody is named.
  yen       INTEGER NOT NULL CHECK (yen >= 0), -- Whole yen.
  PRIMARY KEY (programme, year, position),
  FOREIGN KEY (programme, year) REFERENCES programme_year (programme, year) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
