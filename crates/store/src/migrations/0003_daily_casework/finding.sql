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
