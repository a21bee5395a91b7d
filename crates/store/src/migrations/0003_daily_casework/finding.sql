-- Keys under which names are found in every script, and people that were merged.

-- A way a part of a name may sound, in the sounds of casework::finding, or `=` and a Han character. It says nothing
-- of who has the name; the last name that leaves takes it along.
CREATE TABLE name_sound (
  id    INTEGER PRIMARY KEY,
  sound TEXT NOT NULL UNIQUE
) STRICT;

-- The skeletons of a sound: the classes of its consonants, one for each way to read it.
CREATE TABLE name_skeleton (
  skeleton TEXT NOT NULL,
  sound_id INTEGER NOT NULL REFERENCES name_sound (id) ON DELETE CASCADE,
  PRIMARY KEY (skeleton, sound_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_skeleton_by_sound ON name_skeleton (sound_id);

-- Whose names hold a sound.
CREATE TABLE name_key (
  sound_id       INTEGER NOT NULL REFERENCES name_sound (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  PRIMARY KEY (sound_id, participant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_key_by_participant ON name_key (participant_id);

CREATE TRIGGER name_key_leaves AFTER DELETE ON name_key
WHEN NOT EXISTS (SELECT 1 FROM name_key WHERE sound_id = OLD.sound_id)
BEGIN
  DELETE FROM name_sound WHERE id = OLD.sound_id;
END;

-- Records that turned out to be of somebody who has another one. The journal goes on naming their number; what it holds of
-- them opens with their key.
CREATE TABLE merged_person (
  id             INTEGER PRIMARY KEY,       -- The number that they had.
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE, -- Who they are.
  uid            BLOB NOT NULL UNIQUE CHECK (length(uid) = 16), -- Their random id.
  wrapped        BLOB NOT NULL,             -- Their key, sealed.
  merged_at      TEXT NOT NULL,             -- RFC 3339.
  merged_by      INTEGER NOT NULL,          -- Member of staff; 0 when not known.
  record         BLOB                       -- What a separation puts back, as JSON, sealed under the key of who they are;
                                            -- NULL when they can be separated no longer.
) STRICT;
CREATE INDEX merged_person_by_participant ON merged_person (participant_id);

-- Pairs that somebody looked at: they resemble each other and are two people.
CREATE TABLE two_people (
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  other_id       INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  told_on        TEXT NOT NULL,    -- ISO 8601 day.
  told_by        INTEGER NOT NULL, -- Member of staff; 0 when not known.
  PRIMARY KEY (participant_id, other_id),
  CHECK (participant_id <> other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX two_people_by_other ON two_people (other_id);

-- Who resembles somebody is looked for among those of one birth.
CREATE INDEX participant_by_birth ON participant (birth) WHERE birth <> '';
