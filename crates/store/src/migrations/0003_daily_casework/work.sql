-- Tasks, marks on the reminders that the records give, and cases that were closed.

CREATE TABLE task (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER REFERENCES participant (id) ON DELETE CASCADE, -- Whom it concerns; NULL for work of the office.
  kind           TEXT NOT NULL CHECK (kind IN ('todo', 'interview', 'contact', 'accompany', 'papers')),
  title          TEXT NOT NULL CHECK (title <> ''),
  due_on         TEXT NOT NULL,            -- ISO 8601 day.
  due_at         TEXT NOT NULL DEFAULT '', -- HH:MM; empty when the time does not matter.
  repeat_every   INTEGER NOT NULL DEFAULT 0 CHECK (repeat_every BETWEEN 0 AND 99), -- 0 when it comes once.
  repeat_unit    TEXT NOT NULL DEFAULT 'day' CHECK (repeat_unit IN ('day', 'week', 'month', 'year')),
  began_on       TEXT NOT NULL,            -- ISO 8601 day: the due day of the first task of its series.
  after_id       INTEGER REFERENCES task (id) ON DELETE SET NULL, -- The task before it in its series.
  assignee       INTEGER NOT NULL,         -- Member of staff who does it; 0 when not known.
  snoozed_until  TEXT NOT NULL DEFAULT '', -- ISO 8601 day; not shown before it.
  state          TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'cancelled')),
  ended_on       TEXT NOT NULL DEFAULT ''  -- ISO 8601 day; empty while it is open.
    CHECK ((state = 'open') = (ended_on = ''))
) STRICT;
CREATE INDEX task_open_by_day ON task (due_on) WHERE state = 'open';
CREATE INDEX task_by_participant ON task (participant_id);
CREATE INDEX task_by_after ON task (after_id);

CREATE TABLE reminder_mark (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  reminder       TEXT NOT NULL,                                  -- Kind of the reminder.
  subject        INTEGER NOT NULL,                               -- Number of the record that it is about.
  on_day         TEXT NOT NULL,                                  -- ISO 8601 day that it is about.
  done_on        TEXT NOT NULL DEFAULT '',                       -- ISO 8601 day; empty while it is open.
  snoozed_until  TEXT NOT NULL DEFAULT '',                       -- ISO 8601 day; not shown before it.
  assignee       INTEGER NOT NULL DEFAULT 0,                     -- Member of staff who was asked; 0 when nobody was.
  UNIQUE (reminder, subject, on_day)
) STRICT;
CREATE INDEX reminder_mark_by_participant ON reminder_mark (participant_id);

CREATE TABLE closure (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
  closed_on      TEXT NOT NULL,            -- ISO 8601 day.
  reason         TEXT NOT NULL,            -- Code of the reason.
  note           TEXT NOT NULL DEFAULT '', -- In words.
  last_stage     INTEGER NOT NULL,         -- The farthest stage at that time.
  in_charge      INTEGER NOT NULL,         -- Member of staff who was in charge; 0 when not known.
  reopened_on    TEXT                      -- ISO 8601 day; NULL while the case is closed.
    CHECK (reopened_on IS NULL OR reopened_on >= closed_on)
) STRICT;
CREATE INDEX closure_by_participant ON closure (participant_id);
CREATE UNIQUE INDEX closure_in_force ON closure (participant_id) WHERE reopened_on IS NULL;
CREATE INDEX closure_by_day ON closure (closed_on);
