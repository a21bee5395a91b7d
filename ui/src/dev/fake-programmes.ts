import type { Commands } from "../api/generated/commands";
import type {
  AssociateRow,
  AttendanceChanged,
  AttendanceGrid,
  AttendanceTotals,
  AttendanceUndo,
  CohortRow,
  CohortView,
  CoursesView,
  CommandError,
  EnrolmentRow,
  ErrorCode,
  LikelyDuplicate,
  Mark,
  MentorPairRow,
  MentorPairView,
  PersonRow,
  PlanStepView,
  SessionRow,
  Standing,
} from "../api/generated/contract";
import { addDays, daysBetween, TODAY } from "./fake-people";
import { type FakeAssociate, type FakeEnrolment, type FakePair, type FakeSession, inventWorld, layOut, type World } from "./fake-programmes-world";

type ProgrammesCommand =
  | "courses" | "save_course" | "list_cohorts" | "cohort" | "open_cohort" | "correct_cohort" | "add_sessions" | "correct_session"
  | "remove_session" | "count_heads" | "enrol" | "end_enrolments" | "resume_enrolment" | "admit_enrolment" | "remove_enrolment"
  | "programmes_of" | "attendance_grid" | "mark_attendance" | "session_not_held" | "add_to_session" | "look_alikes"
  | "add_new_to_session" | "undo_attendance" | "associates" | "associate" | "save_associate" | "remove_associate" | "list_pairs" | "open_pair"
  | "pair" | "correct_pair" | "end_pair" | "resume_pair" | "save_meeting" | "remove_meeting" | "plan_template"
  | "save_plan_template" | "set_plan_step" | "move_plan_step";
type ProgrammesHandlers = { [N in ProgrammesCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** What the programmes need of the people of the invented world. */
export interface FakePeople {
  count: number;
  row: (id: number) => PersonRow;
  /** Registers somebody by a name and returns the number. */
  add: (name: string, on: string) => number;
  alike: (name: string) => LikelyDuplicate[];
}

const reasons = {
  session: [["staff_ill", "担当者の体調不良", "Whoever leads it fell ill"], ["too_few", "参加者が少なかった", "Too few people"], ["weather", "天候", "Weather"], ["venue", "会場が使えなかった", "The room could not be used"], ["holiday", "休日", "Holiday"], ["other", "その他", "Other"]],
  exit: [["employed", "就職した", "Found work"], ["moved", "引っ越した", "Moved away"], ["health", "体調", "Health"], ["lost_contact", "連絡がとれない", "Lost contact"], ["time", "時間が合わない", "The time does not fit"], ["other", "その他", "Other"]],
};
const words = (list: string[][]) => list.map(([code = "", ja = "", en = ""]) => ({ code, ja, en }));
const open = ({ status }: FakeEnrolment) => status === "waiting" || status === "enrolled";

/** Answers the commands of this area from memory. */
export function programmesCommands(people: FakePeople): ProgrammesHandlers {
  const world: World = inventWorld(people.count);

  const cohortOf = (id: number) => world.cohorts.find((one) => one.id === id) ?? refuse("not_found");
  const sessionOf = (id: number) => world.sessions.find((one) => one.id === id) ?? refuse("not_found");
  const enrolmentOf = (id: number) => world.enrolments.find((one) => one.id === id) ?? refuse("not_found");
  const pairOf = (id: number) => world.pairs.find((one) => one.id === id) ?? refuse("not_found");
  const associateOf = (id: number) => world.associates.find((one) => one.id === id) ?? refuse("not_found");
  const courseOf = (code: string) => world.courses.find((one) => one.code === code) ?? refuse("unknown_code", "course");
  const sessionsOf = (cohort: number) =>
    world.sessions.filter((one) => one.cohort === cohort).sort((a, b) => a.session.on.localeCompare(b.session.on) || a.id - b.id);
  const enrolled = (cohort: number, participant: number, on: string) =>
    world.enrolments.some((one) => one.cohort === cohort && one.participant === participant && one.status !== "waiting" && one.status !== "withdrawn" && one.on <= on && (!one.ended_on || on <= one.ended_on));
  const came = (mark: Mark) => mark === "present" || mark === "late";

  function sessionRow(one: FakeSession): SessionRow {
    const marks = [...one.marks].map(([participant, { mark }]) => ({ mark, inside: enrolled(one.cohort, participant, one.session.on) }));
    const inside = marks.filter((each) => each.inside);
    const { id, session, state, reason, note, heads } = one;
    return {
      id,
      session,
      state,
      reason,
      note,
      heads,
      came: session.counting === "heads" ? heads.reduce((sum, each) => sum + each.heads, 0) : marks.filter(({ mark }) => came(mark)).length,
      marked: inside.length,
      rate: inside.length === 0 ? null : Math.round((inside.filter(({ mark }) => came(mark)).length * 100) / inside.length),
      erased: 0,
    };
  }

  function cohortRow(id: number): CohortRow {
    const { input } = cohortOf(id);
    const sessions = sessionsOf(id);
    const count = (state: string) => sessions.filter((one) => one.state === state).length;
    const own = world.enrolments.filter(({ cohort }) => cohort === id);
    const unmarked = sessions.filter((one) => one.session.counting === "names" && one.state === "planned" && one.session.on <= TODAY).at(-1);
    return {
      id,
      cohort: input,
      kind: courseOf(input.course).kind,
      enrolled: own.filter(({ status }) => status === "enrolled" || status === "completed").length,
      waiting: own.filter(({ status }) => status === "waiting").length,
      held: count("held"),
      not_held: count("not_held"),
      planned: count("planned"),
      minutes_held: sessions.filter(({ state }) => state === "held").reduce((sum, { session }) => sum + session.minutes, 0),
      next_session: sessions.find(({ session, state }) => state === "planned" && session.on >= TODAY)?.session.on ?? null,
      unmarked_session: unmarked?.id ?? null,
    };
  }

  function enrolmentRow(one: FakeEnrolment): EnrolmentRow {
    const waiting = world.enrolments.filter((each) => each.cohort === one.cohort && each.status === "waiting");
    const place = waiting.indexOf(one) + 1;
    const { id, status, on, ended_on, reason } = one;
    return { id, person: people.row(one.participant), status, on, place: place || null, ended_on, reason, plan: [] };
  }

  function cohortView(id: number): CohortView {
    const rank = { enrolled: 0, waiting: 1, completed: 2, left: 2, withdrawn: 2 };
    return {
      row: cohortRow(id),
      sessions: sessionsOf(id).map(sessionRow),
      enrolments: world.enrolments.filter(({ cohort }) => cohort === id).sort((a, b) => rank[a.status] - rank[b.status]).map(enrolmentRow),
      pairs: world.pairs.filter(({ enrolment }) => enrolmentOf(enrolment).cohort === id).map(pairRow),
      plan: cohortOf(id).plan,
      today: TODAY,
    };
  }

  function totals(marks: { mark: Mark; minutes: number; inside: boolean }[]): AttendanceTotals {
    const inside = marks.filter((each) => each.inside);
    const count = (mark: Mark) => marks.filter((each) => each.mark === mark).length;
    let row = 0;
    for (const { mark } of marks) row = mark === "absent" ? row + 1 : mark === "excused" ? row : 0;
    return {
      came: marks.filter(({ mark }) => came(mark)).length,
      late: count("late"),
      excused: count("excused"),
      absent: count("absent"),
      rate: inside.length === 0 ? null : Math.round((inside.filter(({ mark }) => came(mark)).length * 100) / inside.length),
      absent_in_a_row: row,
      minutes: marks.reduce((sum, { mark, minutes }) => sum + (came(mark) ? minutes : 0), 0),
    };
  }

  function marksOf(participant: number, sessions: FakeSession[]) {
    return sessions.flatMap((one) => {
      const mark = one.state === "not_held" ? undefined : one.marks.get(participant);
      return mark ? [{ mark: mark.mark, minutes: mark.minutes ?? one.session.minutes, inside: enrolled(one.cohort, participant, one.session.on) }] : [];
    });
  }

  function grid(id: number): AttendanceGrid {
    const sessions = sessionsOf(id).filter(({ session }) => session.counting === "names");
    const named = world.enrolments.filter((one) => one.cohort === id && one.status !== "waiting" && one.status !== "withdrawn");
    const ids = new Set([...named.map(({ participant }) => participant), ...sessions.flatMap(({ marks }) => [...marks.keys()])]);
    const rows = [...ids].map((participant) => {
      const newest = named.filter((one) => one.participant === participant).at(-1);
      return {
        person: people.row(participant),
        enrolment: newest?.id ?? null,
        status: newest?.status ?? null,
        cells: sessions.map((one) => {
          const mark = one.marks.get(participant);
          const standing: Standing = enrolled(id, participant, one.session.on) ? "enrolled" : mark ? "guest" : "outside";
          return { standing, mark: mark?.mark ?? null, minutes: mark?.minutes ?? null };
        }),
        totals: totals(marksOf(participant, sessions)),
      };
    });
    rows.sort((a, b) => (a.person.reading ?? a.person.name).localeCompare(b.person.reading ?? b.person.name, "ja"));
    return { cohort: cohortRow(id), sessions: sessions.map(sessionRow), people: rows, totals: totals(rows.flatMap(({ person }) => marksOf(person.id, sessions))), today: TODAY };
  }

  function undoOf(one: FakeSession, participants: Iterable<number>, enrolment: number | null = null): AttendanceUndo {
    const marks = [...participants].map((participant) => {
      const mark = one.marks.get(participant);
      return { participant, mark: mark?.mark ?? null, minutes: mark?.minutes ?? null };
    });
    return { session: one.id, state: one.state, reason: one.reason, note: one.note, marks, enrolment };
  }

  const changed = (one: FakeSession, undo: AttendanceUndo, added: number | null = null): AttendanceChanged => ({ grid: grid(one.cohort), undo, added });

  function put(one: FakeSession, marks: AttendanceUndo["marks"]): void {
    for (const { participant, mark, minutes } of marks) {
      if (mark) one.marks.set(participant, { mark, minutes });
      else one.marks.delete(participant);
    }
    if (one.state !== "not_held") one.state = one.marks.size > 0 ? "held" : "planned";
  }

  function join(id: number, participant: number, enrol: boolean): AttendanceChanged {
    const one = sessionOf(id);
    const there = world.enrolments.some((each) => each.cohort === one.cohort && each.participant === participant && open(each));
    if (one.marks.has(participant) || enrolled(one.cohort, participant, one.session.on)) refuse("already_there", "participant");
    const made: FakeEnrolment | null = enrol && !there ? { id: world.next++, cohort: one.cohort, participant, status: "enrolled", on: one.session.on, ended_on: null, reason: "" } : null;
    if (made) world.enrolments.push(made);
    const undo = undoOf(one, [participant], made?.id ?? null);
    put(one, [{ participant, mark: "present", minutes: null }]);
    return changed(one, undo, participant);
  }

  function pairRow(one: FakePair): MentorPairRow {
    const enrolment = enrolmentOf(one.enrolment);
    const held = one.meetings.filter(({ state }) => state === "held");
    const { id, mentor, starts_on, ends_on, ended_on, reason } = one;
    return {
      id,
      person: people.row(enrolment.participant),
      mentor,
      mentor_name: mentor ? nameOf(associateOf(mentor)) : "",
      cohort: enrolment.cohort,
      cohort_name: cohortOf(enrolment.cohort).input.name,
      starts_on,
      ends_on,
      ended_on,
      reason,
      held: held.length,
      minutes: held.reduce((sum, { minutes }) => sum + minutes, 0),
      next_meeting: one.meetings.filter(({ on, state }) => state === "planned" && on >= TODAY).map(({ on }) => on).sort()[0] ?? null,
      next_step: one.plan.filter(({ state }) => state === "open")[0]?.due_on ?? null,
      steps_done: one.plan.filter(({ state }) => state === "done").length,
      steps_open: one.plan.filter(({ state }) => state === "open").length,
      steps_overdue: one.plan.filter(({ state, due_on }) => state === "open" && due_on < TODAY).length,
    };
  }

  function pairView(id: number): MentorPairView {
    const one = pairOf(id);
    return { row: pairRow(one), meetings: one.meetings, plan: one.plan, today: TODAY };
  }

  const nameOf = ({ names }: FakeAssociate) => names.find(({ kind }) => kind === "preferred")?.text ?? names[0]?.text ?? "";

  function associateRow(one: FakeAssociate): AssociateRow {
    return {
      id: one.id,
      name: nameOf(one),
      organisation: one.organisation,
      consent_on: one.consent_on,
      roles: one.roles.filter(({ from, until }) => from <= TODAY && (until === "" || until >= TODAY)).map(({ role }) => role),
      pairs: world.pairs.filter(({ mentor, ended_on }) => mentor === one.id && !ended_on).length,
      participant: one.participant,
    };
  }

  function associateView(id: number) {
    const one = associateOf(id);
    const { names, contact, roles, participant } = one;
    const pairs = world.pairs.filter(({ mentor }) => mentor === id).map(pairRow);
    return { row: associateRow(one), names, contact, roles, pairs, participant: participant ? people.row(participant) : null };
  }

  function coursesView(): CoursesView {
    return {
      programmes: [
        { code: "placement", name_ja: "職業紹介事業", name_en: "Job placement" },
        { code: "integration", name_ja: "難民の日本社会への統合を促す事業", name_en: "Integration of refugees into Japanese society" },
        { code: "advocacy", name_ja: "難民の現状と課題を調査・発信する事業", name_en: "Research and advocacy" },
        { code: "other", name_ja: "その他目的を達成するために必要な事業", name_en: "Other activities" },
      ],
      courses: world.courses.map((course) => ({
        course,
        cohorts: world.cohorts.filter(({ input }) => input.course === course.code).length,
        plan_steps: (world.templates[course.code] ?? []).length,
      })),
      session_reasons: words(reasons.session),
      exit_reasons: words(reasons.exit),
      head_categories: ["participants", "volunteers", "guests"],
      associate_roles: ["mentor", "teacher", "speaker", "volunteer", "company_contact", "other"],
    };
  }

  const stepOf = (id: number): PlanStepView =>
    [...world.cohorts.flatMap(({ plan }) => plan), ...world.pairs.flatMap(({ plan }) => plan)].find((one) => one.id === id) ?? refuse("not_found");

  function moveOpen(plan: PlanStepView[], days: number): void {
    for (const one of plan) if (one.state === "open") one.due_on = addDays(one.due_on, days);
    plan.sort((a, b) => a.due_on.localeCompare(b.due_on));
  }

  return {
    courses: () => coursesView(),
    save_course: ({ course, new: isNew }) => {
      if (!/^[a-z0-9_]+$/.test(course.code)) refuse(course.code ? "bad_characters" : "empty", "course.code");
      if (!course.name_ja.trim()) refuse("empty", "course.name_ja");
      if (isNew && world.courses.some(({ code }) => code === course.code)) refuse("already_there", "course.code");
      world.courses = isNew ? [...world.courses, course] : world.courses.map((one) => (one.code === course.code ? course : one));
      return coursesView();
    },
    list_cohorts: ({ course, when, offset, limit }) => {
      const over = (id: number) => {
        const { input } = cohortOf(id);
        return input.ends_on !== "" && input.ends_on < TODAY;
      };
      const found = world.cohorts.filter(({ id, input }) => {
        if (course && input.course !== course) return false;
        if (when === "coming") return input.starts_on > TODAY;
        if (when === "past") return over(id);
        return when === "all" || (input.starts_on <= TODAY && !over(id));
      });
      found.sort((a, b) => (when === "past" ? -1 : 1) * a.input.starts_on.localeCompare(b.input.starts_on));
      return { total: found.length, rows: found.slice(offset, offset + limit).map(({ id }) => cohortRow(id)), today: TODAY };
    },
    cohort: ({ cohort }) => cohortView(cohort),
    open_cohort: ({ cohort: input, with_sessions }) => {
      if (!input.name.trim()) refuse("empty", "cohort.name");
      if (!/^\d{4}-\d{2}-\d{2}$/.test(input.starts_on)) refuse("date_incomplete", "cohort.starts_on");
      const id = world.next++;
      const of = courseOf(input.course);
      world.cohorts.push({ id, input, plan: layOut(world, input.course, "cohort", input.starts_on) });
      const every = of.session_every_days;
      const times = with_sessions ? (every > 0 ? Math.max(1, Math.floor((of.months * 30.4) / every)) : 1) : 0;
      for (let time = 0; time < times; time++) {
        world.sessions.push({ id: world.next++, cohort: id, session: { on: addDays(input.starts_on, time * every), starts_at: of.session_starts_at, minutes: of.session_minutes, topic: "", counting: of.kind === "club" ? "heads" : "names" }, state: "planned", reason: "", note: "", heads: [], marks: new Map() });
      }
      return cohortView(id);
    },
    correct_cohort: ({ cohort, right }) => {
      const one = cohortOf(cohort);
      const days = daysBetween(one.input.starts_on, right.starts_on);
      moveOpen(one.plan, days);
      for (const each of sessionsOf(cohort)) if (each.state === "planned" && each.session.on > TODAY) each.session.on = addDays(each.session.on, days);
      one.input = right;
      return cohortView(cohort);
    },
    add_sessions: ({ cohort, sessions }) => {
      sessions.forEach(({ on }, index) => /^\d{4}-\d{2}-\d{2}$/.test(on) || refuse("date_incomplete", `sessions.${index}.on`));
      for (const session of sessions) world.sessions.push({ id: world.next++, cohort, session, state: "planned", reason: "", note: "", heads: [], marks: new Map() });
      return cohortView(cohort);
    },
    correct_session: ({ session, right }) => {
      const one = sessionOf(session);
      one.session = right;
      return cohortView(one.cohort);
    },
    remove_session: ({ session }) => {
      const one = sessionOf(session);
      if (one.marks.size > 0) refuse("still_used", "session");
      world.sessions = world.sessions.filter((each) => each !== one);
      return cohortView(one.cohort);
    },
    count_heads: ({ session, heads }) => {
      const one = sessionOf(session);
      one.heads = heads;
      one.state = heads.length > 0 ? "held" : "planned";
      return cohortView(one.cohort);
    },
    enrol: ({ cohort, participant, on }) => {
      const { input } = cohortOf(cohort);
      if (world.enrolments.some((one) => one.cohort === cohort && one.participant === participant && open(one))) refuse("already_there", "participant");
      const full = input.capacity !== null && cohortRow(cohort).enrolled >= input.capacity;
      world.enrolments.push({ id: world.next++, cohort, participant, status: full ? "waiting" : "enrolled", on, ended_on: null, reason: "" });
      return cohortView(cohort);
    },
    end_enrolments: ({ enrolments, how, on, reason }) => {
      const all = enrolments.map(enrolmentOf);
      if (how === "left" && !reason) refuse("empty", "reason");
      for (const one of all) {
        if (on < one.on) refuse("date_too_early", "on");
        Object.assign(one, { status: one.status === "waiting" ? "withdrawn" : how, ended_on: on, reason });
      }
      return cohortView(all[0]?.cohort ?? refuse("empty", "enrolments"));
    },
    resume_enrolment: ({ enrolment }) => {
      const one = enrolmentOf(enrolment);
      Object.assign(one, { status: one.status === "withdrawn" ? "waiting" : "enrolled", ended_on: null, reason: "" });
      return cohortView(one.cohort);
    },
    admit_enrolment: ({ enrolment, on }) => {
      const one = enrolmentOf(enrolment);
      Object.assign(one, { status: "enrolled", on });
      return cohortView(one.cohort);
    },
    remove_enrolment: ({ enrolment }) => {
      const one = enrolmentOf(enrolment);
      if (world.pairs.some((pair) => pair.enrolment === enrolment)) refuse("still_used", "enrolment");
      world.enrolments = world.enrolments.filter((each) => each !== one);
      return cohortView(one.cohort);
    },
    programmes_of: ({ id }) => ({
      enrolments: world.enrolments
        .filter(({ participant }) => participant === id)
        .sort((a, b) => b.on.localeCompare(a.on))
        .map((one) => ({ enrolment: enrolmentRow(one), cohort: cohortRow(one.cohort), attendance: totals(marksOf(id, sessionsOf(one.cohort))) })),
      pairs: world.pairs.filter(({ enrolment }) => enrolmentOf(enrolment).participant === id).map(pairRow),
      associate: null,
    }),
    attendance_grid: ({ cohort }) => grid(cohort),
    mark_attendance: ({ session, marks }) => {
      const one = sessionOf(session);
      if (one.state === "not_held" || one.session.counting === "heads") refuse("not_markable", "session");
      if (one.session.on > TODAY) refuse("date_in_future", "session");
      const undo = undoOf(one, marks.map(({ participant }) => participant));
      put(one, marks);
      return changed(one, undo);
    },
    session_not_held: ({ session, reason, note }) => {
      const one = sessionOf(session);
      if (!reason) refuse("empty", "reason");
      const undo = undoOf(one, one.marks.keys());
      one.marks.clear();
      Object.assign(one, { state: "not_held", reason, note });
      return changed(one, undo);
    },
    add_to_session: ({ session, participant, enrol }) => join(session, participant, enrol),
    look_alikes: ({ name }) => ({ likely: people.alike(name) }),
    add_new_to_session: ({ session, name, enrol, not_a_duplicate }) => {
      if (!name.trim()) refuse("empty", "name");
      if (!not_a_duplicate && people.alike(name).length > 0) refuse("likely_duplicate");
      return join(session, people.add(name, sessionOf(session).session.on), enrol);
    },
    undo_attendance: ({ session, state, reason, note, marks, enrolment }) => {
      const one = sessionOf(session);
      const redo = undoOf(one, marks.map(({ participant }) => participant));
      put(one, marks);
      Object.assign(one, { state, reason, note });
      if (enrolment !== null) world.enrolments = world.enrolments.filter(({ id }) => id !== enrolment);
      return changed(one, redo);
    },
    associates: ({ query, role }) => ({
      rows: world.associates
        .filter(({ names }) => names.some(({ text }) => text.toLowerCase().includes(query.trim().toLowerCase())))
        .map(associateRow)
        .filter(({ roles }) => !role || roles.includes(role)),
    }),
    associate: ({ associate }) => associateView(associate),
    save_associate: ({ associate, right }) => {
      if (!right.names.some(({ text }) => text.trim())) refuse("empty", "names");
      const id = associate ?? world.next++;
      const names = right.names.map((name) => ({ ...name, chosen: name.script !== "" }));
      const made: FakeAssociate = { ...right, names, id, consent_on: right.consent_on || null };
      world.associates = associate ? world.associates.map((one) => (one.id === id ? made : one)) : [...world.associates, made];
      return associateView(id);
    },
    remove_associate: ({ associate }) => {
      world.associates = world.associates.filter(({ id }) => id !== associate);
      for (const one of world.pairs) if (one.mentor === associate) one.mentor = null;
      return { rows: world.associates.map(associateRow) };
    },
    list_pairs: ({ when, offset, limit }) => {
      const found = world.pairs.filter(({ starts_on, ended_on }) => {
        if (when === "coming") return !ended_on && starts_on > TODAY;
        if (when === "past") return ended_on !== null;
        return when === "all" || (!ended_on && starts_on <= TODAY);
      });
      found.sort((a, b) => b.starts_on.localeCompare(a.starts_on));
      return { total: found.length, rows: found.slice(offset, offset + limit).map(pairRow), today: TODAY };
    },
    open_pair: ({ cohort, participant, mentor, starts_on, ends_on }) => {
      if (!mentor) refuse("empty", "mentor");
      if (!/^\d{4}-\d{2}-\d{2}$/.test(starts_on)) refuse("date_incomplete", "starts_on");
      const there = world.enrolments.find((one) => one.cohort === cohort && one.participant === participant && one.status === "enrolled");
      const enrolment = there ?? { id: world.next++, cohort, participant, status: "enrolled" as const, on: starts_on, ended_on: null, reason: "" };
      if (!there) world.enrolments.push(enrolment);
      if (world.pairs.some((one) => one.enrolment === enrolment.id && !one.ended_on)) refuse("already_there", "participant");
      const months = courseOf(cohortOf(cohort).input.course).months;
      const made: FakePair = { id: world.next++, enrolment: enrolment.id, mentor, starts_on, ends_on: ends_on || addDays(starts_on, Math.round(months * 30.4)), ended_on: null, reason: "", meetings: [], plan: layOut(world, cohortOf(cohort).input.course, "pair", starts_on) };
      world.pairs.push(made);
      return pairView(made.id);
    },
    pair: ({ pair }) => pairView(pair),
    correct_pair: ({ pair, mentor, starts_on, ends_on }) => {
      const one = pairOf(pair);
      moveOpen(one.plan, daysBetween(one.starts_on, starts_on));
      Object.assign(one, { mentor, starts_on, ends_on: ends_on || addDays(starts_on, 91) });
      return pairView(pair);
    },
    end_pair: ({ pair, on, reason }) => {
      const one = pairOf(pair);
      if (one.ended_on) refuse("already_ended");
      if (on > TODAY) refuse("date_in_future", "on");
      Object.assign(one, { ended_on: on, reason });
      for (const each of one.plan) if (each.state === "open") each.state = "dropped";
      return pairView(pair);
    },
    resume_pair: ({ pair }) => {
      const one = pairOf(pair);
      Object.assign(one, { ended_on: null, reason: "" });
      for (const each of one.plan) if (each.state === "dropped") each.state = "open";
      return pairView(pair);
    },
    save_meeting: ({ pair, meeting, right, completes }) => {
      const one = pairOf(pair);
      if (right.state === "held" && right.on > TODAY) refuse("date_in_future", "right.on");
      if (right.state === "not_held" && !right.reason) refuse("empty", "right.reason");
      const made = { id: meeting ?? world.next++, ...right };
      one.meetings = [...one.meetings.filter(({ id }) => id !== made.id), made].sort((a, b) => b.on.localeCompare(a.on));
      if (completes !== null) Object.assign(stepOf(completes), { state: "done", done_on: right.on });
      return pairView(pair);
    },
    remove_meeting: ({ meeting }) => {
      const one = world.pairs.find(({ meetings }) => meetings.some(({ id }) => id === meeting)) ?? refuse("not_found");
      one.meetings = one.meetings.filter(({ id }) => id !== meeting);
      return pairView(one.id);
    },
    plan_template: ({ course }) => ({ course, steps: world.templates[course] ?? [] }),
    save_plan_template: ({ course, steps }) => {
      steps.forEach(({ title_ja }, index) => title_ja.trim() || refuse("empty", `steps.${index}.title_ja`));
      world.templates[course] = steps.map((one) => ({ ...one, id: one.id ?? world.next++ })).sort((a, b) => a.offset_days - b.offset_days);
      return { course, steps: world.templates[course] };
    },
    set_plan_step: ({ step, done_on }) => Object.assign(stepOf(step), done_on ? { state: "done" as const, done_on } : { state: "open" as const, done_on: null }),
    move_plan_step: ({ step, due_on }) => Object.assign(stepOf(step), { due_on }),
  };
}

function refuse(code: ErrorCode, field: string | null = null): never {
  throw { code, field } satisfies CommandError;
}
