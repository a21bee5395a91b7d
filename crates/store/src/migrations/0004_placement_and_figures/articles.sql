-- Programmes of the articles as the office sets them up.

ALTER TABLE programme ADD COLUMN from_year INTEGER; -- The first fiscal year of it; NULL when it was there from the beginning.
ALTER TABLE programme ADD COLUMN until_year INTEGER -- The last fiscal year of it; NULL while it goes on.
  CHECK (from_year IS NULL OR until_year IS NULL OR from_year <= until_year);
