-- Sessions, attendance, enrolments with their end, mentors, plans.

-- Courses were only named by their cohorts. From here on they are data of the organisation.
CREATE TABLE course (
  code               TEXT PRIMARY KEY NOT NULL,  -- Lower-case letters, digits, _; indicators and facts name it.
  programme          TEXT NOT NULL DEFAULT '',   -- Code of the programme of the articles; empty while it belongs to none.
  kind               TEXT NOT NULL CHECK (kind IN ('training', 'mentorship', 'class', 'club')),
  name_ja            TEXT NOT NULL,
  name_en            TEXT NOT NULL,
  months             INTEGER NOT NULL DEFAULT 0 CHECK (months >= 0),             -- How long a cohort lasts; 0: its first day only.
  session_every_days INTEGER NOT NULL DEFAULT 0 CHECK (session_every_days >= 0), -- From one session to the next; 0: one only.
  session_starts_at  TEXT NOT NULL DEFAULT '',                                   -- 18:30; empty when it differs.
  session_minutes    INTEGER NOT NULL DEFAULT 60 CHECK (session_minutes BETWEEN 1 AND 1440),
  retired            INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))        -- 1: no new cohorts.
) STRICT;
INSERT INTO course (code, programme, kind, name_ja, name_en, months, session_every_days, session_starts_at, session_minutes)
VALUES
  ('career_training', 'integration', 'training',   'キャリア研修',   'Career training',    0, 0, '10:00', 360),
  ('mentorship',      'integration', 'mentorship', 'メンターシップ', 'Mentorship',         3, 0, '',      60),
  ('japanese_class',  'integration', 'class',      '日本語クラス',   'Japanese class',     5, 7, '10:00', 120),
  ('japanese_club',   'integration', 'club',       '日本語倶楽部',   'Japanese club',      0, 7, '18:30', 90);
-- Whatever else the cohorts on record name.
INSERT INTO course (code, kind, name_ja, name_en)
  SELECT DISTINCT course, 'training', course, course FROM cohort WHERE course NOT IN (SELECT code FROM course);

ALTER TABLE cohort ADD COLUMN capacity INTEGER CHECK (capacity > 0);                    -- People there is room for; NULL: no limit.
ALTER TABLE cohort ADD COLUMN place TEXT NOT NULL DEFAULT '';                           -- Where.
ALTER TABLE cohort ADD COLUMN partner TEXT NOT NULL DEFAULT '';                         -- The partner school or organisation.
ALTER TABLE cohort ADD COLUMN term TEXT NOT NULL DEFAULT '';                            -- The term, in the words of the school.
ALTER TABLE cohort ADD COLUMN weekly_minutes INTEGER CHECK (weekly_minutes > 0);        -- As agreed; NULL when nothing was.
CREATE INDEX cohort_by_start ON cohort (starts_on);

-- An enrolment can end, wait, and come again: the table is made anew without "once a person and cohort".
DROP VIEW IF EXISTS fact;
ALTER TABLE enrolment RENAME TO enrolment_before;
DROP INDEX enrolment_by_participant;
DROP INDEX enrolment_by_day;
CREATE TABLE enrolment (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  cohort_id      INTEGER NOT NULL REFERENCES cohort (id),
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  enrolled_on    TEXT NOT NULL,                    -- ISO 8601 day; of joining the waiting list while they wait.
  status         TEXT NOT NULL DEFAULT 'enrolled'
    CHECK (status IN ('waiting', 'enrolled', 'completed', 'left', 'withdrawn')),
  ended_on       TEXT,                             -- ISO 8601 day; NULL while it lasts.
  reason         TEXT NOT NULL DEFAULT '',         -- Code of the reason why they left.
  CHECK ((status IN ('waiting', 'enrolled')) = (ended_on IS NULL)),
  CHECK (ended_on IS NULL OR ended_on >= enrolled_on)
) STRICT;
INSERT INTO enrolment (id, cohort_id, participant_id, enrolled_on)
  SELECT id, cohort_id, participant_id, enrolled_on FROM enrolment_before;
-- Numbers of enrolments that are gone are not given again.
DELETE FROM sqlite_sequence WHERE name = 'enrolment';
UPDATE sqlite_sequence SET name = 'enrolment' WHERE name = 'enrolment_before';
DROP TABLE enrolment_before;
CREATE UNIQUE INDEX enrolment_open ON enrolment (cohort_id, participant_id) WHERE status IN ('waiting', 'enrolled');
CREATE INDEX enrolment_by_participant ON enrolment (participant_id, enrolled_on);
CREATE INDEX enrolment_by_cohort ON enrolment (cohort_id);
CREATE INDEX enrolment_by_day ON enrolment (enrolled_on);

CREATE TABLE session (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  cohort_id INTEGER NOT NULL REFERENCES cohort (id),
  held_on   TEXT NOT NULL,                          -- ISO 8601 day; ahead while it is planned.
  starts_at TEXT NOT NULL DEFAULT '',               -- 18:30; empty when not told.
  minutes   INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  topic     TEXT NOT NULL DEFAULT '',               -- What it is about; names nobody.
  counting  TEXT NOT NULL CHECK (counting IN ('names', 'heads')), -- Marks by name, or heads only.
  state     TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'not_held')),
  reason    TEXT NOT NULL DEFAULT '',               -- Code of the reason why it did not take place.
  note      TEXT NOT NULL DEFAULT ''                -- To that; names nobody.
) STRICT;
CREATE INDEX session_by_cohort ON session (cohort_id, held_on);
CREATE INDEX session_by_day ON session (state, held_on);

CREATE TABLE attendance (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id     INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  mark           TEXT NOT NULL CHECK (mark IN ('present', 'late', 'excused', 'absent')),
  minutes        INTEGER CHECK (minutes > 0), -- Taken part; NULL: all of the session.
  UNIQUE (session_id, participant_id)         -- Nobody is at a session twice.
) STRICT;
CREATE INDEX attendance_by_participant ON attendance (participant_id);

-- What the marks of people who were erased leave: how many, and nothing more.
CREATE TABLE attendance_residue (
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  mark       TEXT NOT NULL,
  enrolled   INTEGER NOT NULL CHECK (enrolled IN (0, 1)), -- 0: they came as guests.
  heads      INTEGER NOT NULL CHECK (heads > 0),
  minutes    INTEGER NOT NULL,                            -- Of taking part, all of them together.
  PRIMARY KEY (session_id, mark, enrolled)
) STRICT, WITHOUT ROWID;

-- Heads at a session where nobody is named.
CREATE TABLE session_heads (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  category   TEXT NOT NULL, -- participants, volunteers, guests.
  heads      INTEGER NOT NULL CHECK (heads >= 0),
  UNIQUE (session_id, category)
) STRICT;

-- People who are no participants: mentors, speakers, contacts. Their removal empties the row and takes the names; when
-- the participant who is the same human is erased, everything goes.
CREATE TABLE associate (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER REFERENCES participant (id) ON DELETE CASCADE, -- The same human; NULL when they are none.
  contact        TEXT NOT NULL DEFAULT '',                              -- How to reach them.
  organisation   TEXT NOT NULL DEFAULT '',                              -- Where they work or belong.
  consent_on     TEXT,                                                  -- ISO 8601 day of their own consent; NULL while not asked.
  sort_name      TEXT NOT NULL DEFAULT '',                              -- The shown name folded for order.
  removed_on     TEXT                                                   -- ISO 8601 day on which their data was removed.
) STRICT;
CREATE INDEX associate_by_participant ON associate (participant_id);
CREATE INDEX associate_by_name ON associate (sort_name);

CREATE TABLE associate_name (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  associate_id INTEGER NOT NULL REFERENCES associate (id) ON DELETE CASCADE,
  kind         TEXT NOT NULL, -- A kind of name, as of participants.
  text         TEXT NOT NULL CHECK (text <> ''),
  folded       TEXT NOT NULL  -- For search.
) STRICT;
CREATE INDEX associate_name_by_associate ON associate_name (associate_id);

CREATE TABLE associate_role (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  associate_id INTEGER NOT NULL REFERENCES associate (id) ON DELETE CASCADE,
  role         TEXT NOT NULL, -- mentor, teacher, speaker, volunteer, company_contact, other.
  from_on      TEXT NOT NULL, -- ISO 8601 day.
  until_on     TEXT           -- ISO 8601 day; NULL while it lasts.
    CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;
CREATE INDEX associate_role_by_associate ON associate_role (associate_id);

CREATE TABLE mentorship (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  enrolment_id INTEGER NOT NULL REFERENCES enrolment (id) ON DELETE CASCADE, -- Who is mentored, and in which cohort.
  associate_id INTEGER REFERENCES associate (id) ON DELETE SET NULL,         -- The mentor; NULL after they were erased.
  starts_on    TEXT NOT NULL, -- ISO 8601 day.
  ends_on      TEXT NOT NULL CHECK (ends_on >= starts_on), -- ISO 8601 day on which it is to end.
  ended_on     TEXT CHECK (ended_on IS NULL OR ended_on >= starts_on), -- ISO 8601 day on which it ended; NULL while it lasts.
  reason       TEXT NOT NULL DEFAULT '' -- Code of the reason of an early end; empty when it came to its end.
) STRICT;
CREATE UNIQUE INDEX mentorship_open ON mentorship (enrolment_id) WHERE ended_on IS NULL;
CREATE INDEX mentorship_by_enrolment ON mentorship (enrolment_id);
CREATE INDEX mentorship_by_associate ON mentorship (associate_id);

CREATE TABLE mentor_meeting (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  mentorship_id INTEGER NOT NULL REFERENCES mentorship (id) ON DELETE CASCADE,
  met_on        TEXT NOT NULL, -- ISO 8601 day; ahead while it is planned.
  minutes       INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  state         TEXT NOT NULL CHECK (state IN ('planned', 'held', 'not_held')),
  reason        TEXT NOT NULL DEFAULT '', -- Code of the reason why it was not held.
  note          TEXT NOT NULL DEFAULT ''  -- A few words.
) STRICT;
CREATE INDEX mentor_meeting_by_mentorship ON mentor_meeting (mentorship_id, met_on);

CREATE TABLE plan_template (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  course            TEXT NOT NULL REFERENCES course (code),
  subject           TEXT NOT NULL CHECK (subject IN ('cohort', 'enrolment', 'pair')), -- What a step is laid out for.
  offset_days       INTEGER NOT NULL,                -- From the first day of that; negative before it.
  title_ja          TEXT NOT NULL,
  title_en          TEXT NOT NULL,
  who               TEXT NOT NULL CHECK (who IN ('caseworker', 'mentor', 'participant')),
  repeat_every_days INTEGER NOT NULL DEFAULT 0 CHECK (repeat_every_days >= 0), -- 0: it does not repeat.
  times             INTEGER NOT NULL DEFAULT 1 CHECK (times BETWEEN 1 AND 100) -- How often in all.
) STRICT;
CREATE INDEX plan_template_by_course ON plan_template (course);
INSERT INTO plan_template (course, subject, offset_days, title_ja, title_en, who, repeat_every_days, times) VALUES
  ('career_training', 'cohort',   -14, '参加者に案内を送る',               'Invite the participants',                     'caseworker',  0,  1),
  ('career_training', 'cohort',    -3, '会場と資料を確かめる',             'Check the room and the handouts',             'caseworker',  0,  1),
  ('career_training', 'enrolment',  7, '次の支援を本人と決める',           'Decide the next support together',            'caseworker',  0,  1),
  ('mentorship',      'pair',       0, '初回の顔合わせ',                   'First meeting',                               'mentor',      0,  1),
  ('mentorship',      'pair',      14, '自己分析をまとめる',               'Finish the self-analysis',                    'participant', 0,  1),
  ('mentorship',      'pair',      28, '職務経歴書の下書きを作る',         'Draft the CV',                                'participant', 0,  1),
  ('mentorship',      'pair',      30, 'メンターと本人の様子を聞く',       'Ask both how it goes',                        'caseworker', 30,  2),
  ('mentorship',      'pair',      63, '模擬面接をする',                   'Practise an interview',                       'mentor',      0,  1),
  ('mentorship',      'pair',      84, '振り返りと次の一歩を決める',       'Look back and decide the next step',          'caseworker',  0,  1),
  ('japanese_class',  'cohort',   -21, '協力校と日程を確かめる',           'Settle the days with the partner school',     'caseworker',  0,  1),
  ('japanese_class',  'cohort',    28, '協力校に出席のようすを聞く',       'Ask the partner school about attendance',     'caseworker', 28,  4),
  ('japanese_class',  'enrolment', 30, '授業に合っているか本人に聞く',     'Ask whether the class fits',                  'caseworker',  0,  1);

-- A dated step, laid out from a template or by hand. It belongs to exactly one of three.
CREATE TABLE plan_step (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  cohort_id     INTEGER REFERENCES cohort (id) ON DELETE CASCADE,
  enrolment_id  INTEGER REFERENCES enrolment (id) ON DELETE CASCADE,
  mentorship_id INTEGER REFERENCES mentorship (id) ON DELETE CASCADE,
  template_id   INTEGER REFERENCES plan_template (id) ON DELETE SET NULL, -- What it was laid out from.
  offset_days   INTEGER NOT NULL, -- From the first day of what it belongs to; moves with a step that is moved.
  title_ja      TEXT NOT NULL,
  title_en      TEXT NOT NULL,
  who           TEXT NOT NULL CHECK (who IN ('caseworker', 'mentor', 'participant')),
  due_on        TEXT NOT NULL, -- ISO 8601 day.
  done_on       TEXT,          -- ISO 8601 day; NULL while it is not done.
  dropped       INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)), -- 1: what it belongs to ended before.
  CHECK ((cohort_id IS NOT NULL) + (enrolment_id IS NOT NULL) + (mentorship_id IS NOT NULL) = 1),
  CHECK (done_on IS NULL OR dropped = 0)
) STRICT;
CREATE INDEX plan_step_open ON plan_step (due_on) WHERE done_on IS NULL AND dropped = 0;
CREATE INDEX plan_step_by_cohort ON plan_step (cohort_id);
CREATE INDEX plan_step_by_enrolment ON plan_step (enrolment_id);
CREATE INDEX plan_step_by_mentorship ON plan_step (mentorship_id);
