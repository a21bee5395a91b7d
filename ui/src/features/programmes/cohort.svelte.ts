import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { AttendanceUndo, CohortView, EnrolmentEnd, EnrolmentRow, EnrolmentStatus, HeadsInput, PlanStepView, SessionInput } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

/** One cohort with everything but its attendance. */
export class Cohort {
  readonly id: number;
  view: CohortView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  /** What is under way on this page, one thing at a time. */
  readonly sending = new Sending();

  constructor(id: number) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      this.view = await call("cohort", { cohort: this.id });
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Whether the next person enrolled goes on the waiting list. */
  get full(): boolean {
    const row = this.view?.row;
    return row !== undefined && row.cohort.capacity !== null && row.enrolled >= row.cohort.capacity;
  }

  enrolmentsOf(...statuses: EnrolmentStatus[]): EnrolmentRow[] {
    return this.view?.enrolments.filter(({ status }) => statuses.includes(status)) ?? [];
  }

  /** Enrols somebody; tells whether they have a place or wait. */
  async enrol(participant: number, on: string): Promise<EnrolmentStatus | null> {
    if (!(await this.#take(() => call("enrol", { cohort: this.id, participant, on })))) return null;
    const open = this.enrolmentsOf("enrolled", "waiting").find(({ person }) => person.id === participant);
    return open?.status ?? "enrolled";
  }

  end(enrolments: number[], how: EnrolmentEnd, on: string, reason: string): Promise<boolean> {
    return this.#take(() => call("end_enrolments", { enrolments, how, on, reason: how === "left" ? reason : "" }));
  }

  resume(enrolment: number): Promise<boolean> {
    return this.#take(() => call("resume_enrolment", { enrolment }));
  }

  async resumeAll(enrolments: number[]): Promise<boolean> {
    for (const enrolment of enrolments) if (!(await this.resume(enrolment))) return false;
    return true;
  }

  admit(enrolment: number, on: string): Promise<boolean> {
    return this.#take(() => call("admit_enrolment", { enrolment, on }));
  }

  remove(enrolment: number): Promise<boolean> {
    return this.#take(() => call("remove_enrolment", { enrolment }));
  }

  /** Adds sessions; returns the numbers of those that were added. */
  async addSessions(sessions: readonly SessionInput[]): Promise<number[] | null> {
    const before = new Set(this.view?.sessions.map(({ id }) => id));
    if (!(await this.#take(() => call("add_sessions", { cohort: this.id, sessions: [...sessions] })))) return null;
    return this.view?.sessions.map(({ id }) => id).filter((id) => !before.has(id)) ?? [];
  }

  correctSession(session: number, right: SessionInput): Promise<boolean> {
    return this.#take(() => call("correct_session", { session, right }));
  }

  async removeSessions(sessions: number[]): Promise<boolean> {
    for (const session of sessions) if (!(await this.#take(() => call("remove_session", { session })))) return false;
    return true;
  }

  countHeads(session: number, heads: HeadsInput[]): Promise<boolean> {
    return this.#take(() => call("count_heads", { session, heads }));
  }

  /** A session did not take place; returns what takes that back. */
  async notHeld(session: number, reason: string, note: string): Promise<AttendanceUndo | null> {
    return this.sending.run(async () => {
      const { undo } = await call("session_not_held", { session, reason, note });
      this.view = await call("cohort", { cohort: this.id });
      return undo;
    });
  }

  /** It is to take place after all. */
  heldAfterAll(session: number): Promise<boolean> {
    return this.takeBack({ session, state: "planned", reason: "", note: "", marks: [], enrolment: null });
  }

  takeBack(undo: AttendanceUndo): Promise<boolean> {
    return this.#take(async () => {
      await call("undo_attendance", undo);
      return call("cohort", { cohort: this.id });
    });
  }

  /** Ticks a step off or opens it again. */
  async setStep({ id }: PlanStepView, doneOn: string): Promise<boolean> {
    return this.#take(async () => {
      await call("set_plan_step", { step: id, done_on: doneOn });
      return call("cohort", { cohort: this.id });
    });
  }

  async moveStep({ id }: PlanStepView, dueOn: string): Promise<boolean> {
    return this.#take(async () => {
      await call("move_plan_step", { step: id, due_on: dueOn });
      return call("cohort", { cohort: this.id });
    });
  }

  async #take(work: () => Promise<CohortView>): Promise<boolean> {
    const view = await this.sending.run(work);
    if (view) this.view = view;
    return view !== null;
  }
}
