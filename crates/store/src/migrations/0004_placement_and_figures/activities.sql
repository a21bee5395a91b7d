-- Activities, expenses, and the days in public.

ALTER TABLE activity ADD COLUMN host TEXT NOT NULL DEFAULT ''; -- Who held it.
ALTER TABLE activity ADD COLUMN speaker TEXT NOT NULL DEFAULT '' -- Empty when nobody said.
  CHECK (speaker IN ('', 'member', 'mentor', 'participant', 'guest'));
ALTER TABLE activity ADD COLUMN speaker_name TEXT NOT NULL DEFAULT ''; -- Never that of a participant.
ALTER TABLE activity ADD COLUMN medium TEXT NOT NULL DEFAULT ''; -- Code of the kind of medium.
ALTER TABLE activity ADD COLUMN outlet TEXT NOT NULL DEFAULT ''; -- The newspaper, the station, the site.
ALTER TABLE activity ADD COLUMN link TEXT NOT NULL DEFAULT ''; -- As text; never opened.
ALTER TABLE activity ADD COLUMN raised_as TEXT NOT NULL DEFAULT ''; -- Code of the kind of fundraising.
ALTER TABLE activity ADD COLUMN raised_yen INTEGER CHECK (raised_yen >= 0); -- Whole yen; NULL when not told.
ALTER TABLE activity ADD COLUMN donors INTEGER CHECK (donors >= 0); -- How many gave; NULL when nobody counted.
ALTER TABLE activity ADD COLUMN note TEXT NOT NULL DEFAULT '';

CREATE TABLE activity_company (
  activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  company_id  INTEGER NOT NULL REFERENCES company (id), -- It was there.
  PRIMARY KEY (activity_id, company_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_company_by_company ON activity_company (company_id);

-- Somebody met at an event who is no participant yet. The row goes when they are made one, and when they are let go: an
-- erasure has nothing to look for here.
CREATE TABLE quick_contact (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  activity_id INTEGER REFERENCES activity (id) ON DELETE SET NULL, -- Where they were met.
  met_on      TEXT NOT NULL, -- ISO 8601 day.
  name        TEXT NOT NULL CHECK (name <> ''), -- A name or a nickname.
  way         TEXT NOT NULL, -- Code of the way to reach them.
  value       TEXT NOT NULL CHECK (value <> ''), -- The number, the address.
  language    TEXT NOT NULL  -- BCP 47: in which the sentence about keeping this was read to them.
) STRICT;
CREATE INDEX quick_contact_by_activity ON quick_contact (activity_id);
