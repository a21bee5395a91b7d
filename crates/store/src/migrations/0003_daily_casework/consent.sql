-- Consent by purpose, recipient and policy version, gates that were passed without it, and what was given to media.

CREATE TABLE consent_policy (
  version    INTEGER PRIMARY KEY CHECK (version > 0),
  valid_from TEXT NOT NULL, -- ISO 8601 day from which people are asked under it.
  words_ja   TEXT NOT NULL CHECK (words_ja <> ''),
  words_en   TEXT NOT NULL CHECK (words_en <> '')
) STRICT;
-- The words under which everybody was asked before there were versions.
INSERT INTO consent_policy (version, valid_from, words_ja, words_en) VALUES (
  1, '1950-01-01',
  '話してくださったことは、あなたの支援のために記録します。記録は暗号化され、この団体の職員だけが読みます。企業や報道など、ほかの人に伝えるときは、その前に一つずつあなたに尋ねます。断っても、支援が減ることはありません。同意はいつでも取り消せます。',
  'What you tell us is written down in order to support you. The records are encrypted, and only staff of this organisation read them. Before anything is told to others, such as companies or the press, you are asked each time. Saying no takes nothing away from our support. You can withdraw your consent at any time.'
);

CREATE TABLE consent_anew (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  purpose        TEXT NOT NULL CHECK (purpose IN ('interview', 'placement', 'media', 'sharing')),
  recipient      TEXT NOT NULL DEFAULT 'any' -- Whom it lets know: nobody outside, everybody of the kind, or one.
    CHECK (recipient IN ('own', 'any', 'named')),
  recipient_name TEXT NOT NULL DEFAULT '',   -- Of the one.
  policy         INTEGER NOT NULL REFERENCES consent_policy (version), -- The words that were explained.
  language       TEXT NOT NULL,              -- In which it was explained, BCP 47.
  interpreter    TEXT NOT NULL DEFAULT '',   -- Who interpreted; empty without one, or when not known.
  how            TEXT NOT NULL CHECK (how IN ('spoken', 'written', 'interpreted')),
  given_on       TEXT NOT NULL, -- ISO 8601 day.
  recorded_by    INTEGER NOT NULL DEFAULT 0, -- Member of staff; 0 when not known.
  withdrawn_on   TEXT                        -- ISO 8601 day; NULL while it stands.
    CHECK (withdrawn_on IS NULL OR withdrawn_on >= given_on),
  CHECK ((recipient = 'named') = (recipient_name <> ''))
) STRICT;
INSERT INTO consent_anew (id, participant_id, purpose, recipient, policy, language, how, given_on, withdrawn_on)
  SELECT id, participant_id, purpose, iif(purpose = 'interview', 'own', 'any'), 1, language, how, given_on, withdrawn_on
  FROM consent;
DROP TABLE consent;
ALTER TABLE consent_anew RENAME TO consent;
CREATE INDEX consent_by_participant ON consent (participant_id);

CREATE TABLE consent_override (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  gate           TEXT NOT NULL CHECK (gate IN ('sensitive_questions', 'recommending', 'media', 'export')),
  reason         TEXT NOT NULL,            -- Code of the reason.
  words          TEXT NOT NULL DEFAULT '', -- The reason in words.
  by_member      INTEGER NOT NULL,         -- Member of staff.
  on_day         TEXT NOT NULL             -- ISO 8601 day: the gate is open for this day.
) STRICT;
CREATE INDEX consent_override_by_participant ON consent_override (participant_id, on_day);

CREATE TABLE media_use (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  given_on       TEXT NOT NULL, -- ISO 8601 day.
  medium         TEXT NOT NULL CHECK (medium <> ''), -- To whom: the newspaper, the broadcaster, the site.
  name_given     INTEGER NOT NULL CHECK (name_given IN (0, 1)),    -- A name by which they can be found.
  picture_given  INTEGER NOT NULL CHECK (picture_given IN (0, 1)), -- Their face or their voice.
  story_given    INTEGER NOT NULL CHECK (story_given IN (0, 1)),   -- What they told of their life.
  note           TEXT NOT NULL DEFAULT '',           -- What exactly.
  recorded_by    INTEGER NOT NULL DEFAULT 0,         -- Member of staff; 0 when not known.
  CHECK (name_given + picture_given + story_given > 0)
) STRICT;
CREATE INDEX media_use_by_participant ON media_use (participant_id);
