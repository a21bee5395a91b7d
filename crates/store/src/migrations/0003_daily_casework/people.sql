-- What is known of a participant beyond name and birth, residence over time, and the code lists of the office.

CREATE TABLE code_list_entry (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  list        TEXT NOT NULL,            -- Name of the list, for example closure_reason.
  code        TEXT NOT NULL,            -- A code of the standard, or one of the office.
  words_ja    TEXT NOT NULL DEFAULT '', -- Empty where the words of the standard hold.
  words_en    TEXT NOT NULL DEFAULT '',
  valid_from  TEXT NOT NULL DEFAULT '', -- ISO 8601 day; empty from the beginning.
  valid_until TEXT NOT NULL DEFAULT '', -- ISO 8601 day, the last one; empty without an end. Retired, never deleted.
  kind_of     TEXT NOT NULL DEFAULT '', -- Of an own code, the code of the standard of which it is a kind.
  UNIQUE (list, code),
  CHECK (valid_from = '' OR valid_until = '' OR valid_until >= valid_from)
) STRICT;
