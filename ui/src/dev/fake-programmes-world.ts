import type {
  AssociateRole,
  CohortInput,
  CourseInput,
  EnrolmentStatus,
  HeadsInput,
  Mark,
  MeetingView,
  NameView,
  PlanStepView,
  PlanTemplateStep,
  SessionInput,
  SessionState,
} from "../api/generated/contract";
import { addDays, TODAY } from "./fake-people";

export interface FakeSession {
  id: number;
  cohort: number;
  session: SessionInput;
  state: SessionState;
  reason: string;
  note: string;
  heads: HeadsInput[];
  marks: Map<number, { mark: Mark; minutes: number | null }>;
}

export interface FakeEnrolment {
  id: number;
  cohort: number;
  participant: number;
  status: EnrolmentStatus;
  on: string;
  ended_on: string | null;
  reason: string;
}

export interface FakePair {
  id: number;
  enrolment: number;
  mentor: number | null;
  starts_on: string;
  ends_on: string;
  ended_on: string | null;
  reason: string;
  meetings: MeetingView[];
  plan: PlanStepView[];
}

export interface FakeAssociate {
  id: number;
  names: NameView[];
  contact: string;
  organisation: string;
  consent_on: string | null;
  participant: number | null;
  roles: AssociateRole[];
}

/** Everything about programmes in the invented world. */
export interface World {
  courses: CourseInput[];
  templates: Record<string, PlanTemplateStep[]>;
  cohorts: { id: number; input: CohortInput; plan: PlanStepView[] }[];
  sessions: FakeSession[];
  enrolments: FakeEnrolment[];
  pairs: FakePair[];
  associates: FakeAssociate[];
  next: number;
}

const course = (code: string, kind: CourseInput["kind"], name_ja: string, name_en: string, rest: Partial<CourseInput>): CourseInput => ({
  code,
  kind,
  name_ja,
  name_en,
  programme: "integration",
  months: 0,
  session_every_days: 0,
  session_starts_at: "",
  session_minutes: 60,
  retired: false,
  ...rest,
});

const step = (
  id: number,
  subject: PlanTemplateStep["subject"],
  offset_days: number,
  title_ja: string,
  title_en: string,
  who: PlanTemplateStep["who"],
  repeat: [every: number, times: number] = [0, 1],
): PlanTemplateStep => ({ id, subject, offset_days, title_ja, title_en, who, repeat_every_days: repeat[0], times: repeat[1] });

/** The dated steps of a standard plan from a first day on. */
export function layOut(world: World, code: string, subject: PlanTemplateStep["subject"], from: string): PlanStepView[] {
  const steps = (world.templates[code] ?? []).filter((one) => one.subject === subject);
  const dated = steps.flatMap((one) =>
    Array.from({ length: one.times }, (_, time): PlanStepView => ({
      id: world.next++,
      title_ja: one.title_ja,
      title_en: one.title_en,
      who: one.who,
      due_on: addDays(from, one.offset_days + time * one.repeat_every_days),
      state: "open",
      done_on: null,
    })),
  );
  return dated.sort((a, b) => a.due_on.localeCompare(b.due_on));
}

const dice = (seed: number) => Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;

function attended(session: number, participant: number): { mark: Mark; minutes: number | null } {
  const cast = dice(session * 131 + participant * 17);
  if (participant === 5 && session % 1000 >= 8) return { mark: "absent", minutes: null };
  if (cast < 0.8) return { mark: "present", minutes: null };
  if (cast < 0.88) return { mark: "late", minutes: 75 };
  return { mark: cast < 0.95 ? "excused" : "absent", minutes: null };
}

/** Makes the programmes of the invented organisation around today. */
export function inventWorld(people: number): World {
  const world: World = { courses: [], templates: {}, cohorts: [], sessions: [], enrolments: [], pairs: [], associates: [], next: 5000 };
  if (people === 0) {
    world.courses = courses();
    world.templates = templates();
    return world;
  }
  world.courses = courses();
  world.templates = templates();
  const somebody = (count: number, from = 1) => Array.from({ length: Math.min(count, people) }, (_, index) => ((from - 1 + index) % people) + 1);

  japaneseClass(world, somebody(22));
  training(world, 2, "2026年 第2期", -20, somebody(8, 3), []);
  training(world, 3, "2026年 第3期", 12, somebody(4, 5), somebody(2, 10));
  club(world);
  mentorship(world, somebody(4, 2));
  japaneseClassBefore(world, somebody(6, 4));
  return world;
}

function courses(): CourseInput[] {
  return [
    course("career_training", "training", "キャリア研修", "Career training", { session_starts_at: "10:00", session_minutes: 360 }),
    course("mentorship", "mentorship", "メンターシップ", "Mentorship", { months: 3 }),
    course("japanese_class", "class", "日本語クラス", "Japanese class", { months: 5, session_every_days: 7, session_starts_at: "10:00", session_minutes: 120 }),
    course("japanese_club", "club", "日本語倶楽部", "Japanese club", { session_every_days: 7, session_starts_at: "18:30", session_minutes: 90 }),
    course("computer_class", "class", "パソコン教室", "Computer class", { retired: true, session_minutes: 90 }),
  ];
}

function templates(): Record<string, PlanTemplateStep[]> {
  return {
    mentorship: [
      step(1, "pair", -7, "メンターに本人の希望を伝える", "Tell the mentor what the participant wishes", "caseworker"),
      step(2, "pair", 0, "初回の顔合わせに同席する", "Sit in on the first meeting", "caseworker"),
      step(3, "pair", 7, "自己分析のメモを書く", "Write the notes on oneself", "participant"),
      step(4, "pair", 14, "二週ごとに会う", "Meet every two weeks", "mentor", [14, 5]),
      step(5, "pair", 30, "履歴書の下書きを見る", "Read the draft of the CV", "mentor"),
      step(6, "pair", 45, "中間の振り返り", "Look back at half time", "caseworker"),
      step(7, "pair", 75, "面接の練習", "Practise an interview", "mentor"),
      step(8, "pair", 90, "終わりの面談", "Talk at the end", "caseworker"),
    ],
    career_training: [
      step(11, "cohort", -21, "会場と講師を確かめる", "Confirm the room and the speakers", "caseworker"),
      step(12, "cohort", -7, "参加者に案内を送る", "Send the invitation to the participants", "caseworker"),
      step(13, "cohort", 14, "振り返りの連絡をする", "Call to look back together", "caseworker"),
      step(14, "enrolment", 30, "メンターシップに進むか本人と決める", "Decide together whether mentorship comes next", "caseworker"),
    ],
    japanese_class: [
      step(21, "cohort", -14, "学校と名簿を確かめる", "Check the list of names with the school", "caseworker"),
      step(22, "cohort", 75, "中間の様子を学校に聞く", "Ask the school how it goes at half time", "caseworker"),
    ],
  };
}

function cohort(world: World, id: number, code: string, name: string, starts_on: string, rest: Partial<CohortInput>): void {
  const input: CohortInput = {
    course: code,
    name,
    starts_on,
    ends_on: "",
    capacity: null,
    place: "",
    partner: "",
    weekly_minutes: null,
    term: "",
    ...rest,
  };
  world.cohorts.push({ id, input, plan: layOut(world, code, "cohort", starts_on) });
  for (const one of world.cohorts.at(-1)?.plan ?? []) if (one.due_on < addDays(TODAY, -10)) Object.assign(one, { state: "done", done_on: one.due_on });
}

function session(world: World, id: number, of: number, on: string, rest: Partial<SessionInput> = {}): FakeSession {
  const made: FakeSession = {
    id,
    cohort: of,
    session: { on, starts_at: "10:00", minutes: 120, topic: "", counting: "names", ...rest },
    state: on < TODAY ? "held" : "planned",
    reason: "",
    note: "",
    heads: [],
    marks: new Map(),
  };
  world.sessions.push(made);
  return made;
}

function enrolment(world: World, of: number, participant: number, on: string, rest: Partial<FakeEnrolment> = {}): FakeEnrolment {
  const made: FakeEnrolment = { id: world.next++, cohort: of, participant, status: "enrolled", on, ended_on: null, reason: "", ...rest };
  world.enrolments.push(made);
  return made;
}

function markAll(one: FakeSession, world: World): void {
  for (const { cohort, participant, on, ended_on } of world.enrolments) {
    if (cohort !== one.cohort || one.session.on < on || (ended_on && one.session.on > ended_on)) continue;
    one.marks.set(participant, attended(one.id, participant));
  }
}

function japaneseClass(world: World, people: number[]): void {
  const start = addDays(TODAY, -77);
  cohort(world, 1, "japanese_class", "2026年 秋 初級", start, {
    ends_on: addDays(start, 150),
    capacity: 24,
    place: "みなと日本語学校 3階",
    partner: "みなと日本語学校",
    weekly_minutes: 120,
    term: "秋学期",
  });
  people.forEach((participant, index) => {
    const rest: Partial<FakeEnrolment> = index === 3 ? { status: "left", ended_on: addDays(start, 30), reason: "moved" } : {};
    enrolment(world, 1, participant, index === 6 ? addDays(start, 40) : start, rest);
  });
  for (let week = 0; week < 20; week++) {
    const one = session(world, 1000 + week, 1, addDays(start, week * 7), { topic: week === 0 ? "自己紹介" : "" });
    if (week === 4) Object.assign(one, { state: "not_held", reason: "staff_ill" });
    else if (one.session.on < TODAY) markAll(one, world);
  }
}

function japaneseClassBefore(world: World, people: number[]): void {
  const start = addDays(TODAY, -260);
  cohort(world, 6, "japanese_class", "2026年 春 入門", start, { ends_on: addDays(start, 140), capacity: 12, partner: "みなと日本語学校", weekly_minutes: 120, term: "春学期" });
  for (const participant of people) enrolment(world, 6, participant, start, { status: "completed", ended_on: addDays(start, 140) });
  for (let week = 0; week < 8; week++) markAll(session(world, 6000 + week, 6, addDays(start, week * 14)), world);
}

function training(world: World, id: number, name: string, days: number, enrolled: number[], waiting: number[]): void {
  const start = addDays(TODAY, days);
  cohort(world, id, "career_training", name, start, { ends_on: addDays(start, 1), capacity: Math.max(1, enrolled.length), place: "区民センター 2階" });
  const over = days < 0;
  for (const participant of enrolled) enrolment(world, id, participant, addDays(start, over ? 0 : -20), over ? { status: "completed", ended_on: addDays(start, 1) } : {});
  for (const participant of waiting) enrolment(world, id, participant, addDays(TODAY, -2), { status: "waiting" });
  for (const day of [0, 1]) {
    const one = session(world, id * 1000 + day, id, addDays(start, day), { minutes: 360, topic: day === 0 ? "自分を知る" : "履歴書と面接" });
    if (over) markAll(one, world);
  }
}

function club(world: World): void {
  const start = addDays(TODAY, -42);
  cohort(world, 4, "japanese_club", "2026年度", start, { place: "事務所" });
  for (let week = 0; week < 8; week++) {
    const one = session(world, 4000 + week, 4, addDays(start, week * 7 + 2), { starts_at: "18:30", minutes: 90, counting: "heads" });
    if (one.state === "held") {
      one.heads = [
        { category: "participants", heads: 6 + (week % 4) },
        { category: "volunteers", heads: 3 },
        { category: "guests", heads: week % 2 },
      ];
    }
  }
}

function mentorship(world: World, people: number[]): void {
  const start = addDays(TODAY, -50);
  cohort(world, 5, "mentorship", "2026年度", start, { ends_on: addDays(start, 180) });
  world.associates = [
    { id: 1, names: [{ text: "田中 ゆかり", kind: "preferred", script: "", chosen: false }, { text: "たなか ゆかり", kind: "reading", script: "", chosen: false }], contact: "yukari@example.org", organisation: "青空商事", consent_on: addDays(start, -30), participant: null, roles: [{ role: "mentor", from: addDays(start, -30), until: "" }] },
    { id: 2, names: [{ text: "Marcus Hill", kind: "preferred", script: "", chosen: false }], contact: "", organisation: "", consent_on: null, participant: null, roles: [{ role: "mentor", from: addDays(start, -10), until: "" }, { role: "speaker", from: addDays(start, -400), until: "" }] },
    { id: 3, names: [{ text: "森 はるか", kind: "preferred", script: "", chosen: false }], contact: "03-0000-0000", organisation: "みなと日本語学校", consent_on: addDays(start, -100), participant: null, roles: [{ role: "teacher", from: addDays(start, -100), until: "" }] },
  ];
  people.forEach((participant, index) => {
    const begins = addDays(start, index * 9);
    const { id } = enrolment(world, 5, participant, begins);
    const plan = layOut(world, "mentorship", "pair", begins);
    plan.forEach((one, at) => {
      if (one.due_on < addDays(TODAY, -6) && (index !== 1 || at < 4)) Object.assign(one, { state: "done", done_on: one.due_on });
    });
    const meetings: MeetingView[] = [0, 14, 28, 42, 56].flatMap((days, at) => {
      const on = addDays(begins, days);
      if (on > addDays(TODAY, 14)) return [];
      const state: SessionState = on > TODAY ? "planned" : at === 1 ? "not_held" : "held";
      return [{ id: world.next++, on, minutes: 60, state, reason: state === "not_held" ? "staff_ill" : "", note: at === 0 ? "履歴書の書き方について話した。" : "" }];
    });
    world.pairs.push({ id: index + 1, enrolment: id, mentor: (index % 2) + 1, starts_on: begins, ends_on: addDays(begins, 91), ended_on: null, reason: "", meetings: meetings.reverse(), plan });
  });
}
