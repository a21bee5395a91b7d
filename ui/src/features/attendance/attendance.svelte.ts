import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { AttendanceChanged, AttendanceUndo, LikelyDuplicate } from "$api/generated/contract";
import { router } from "$router";
import { session } from "$session";
import { Sending } from "../../sending.svelte";
import type { Change } from "./cells";
import { Sheet } from "./sheet.svelte";

/** The attendance of one cohort. */
export class Attendance {
  readonly cohort: number;
  readonly sheet: Sheet;
  failure: CommandFailure | null = $state.raw(null);
  /** A name typed into the grid that belongs to nobody on record yet. */
  newcomer: Newcomer | null = $state.raw(null);
  readonly adding = new Sending();

  /** `refused` is told about marks that the records do not take. */
  constructor(cohort: number, refused: (failure: CommandFailure) => void) {
    this.cohort = cohort;
    this.sheet = new Sheet((session, changes) => this.#send(session, changes), refused);
  }

  /** Saves before the place is left or locked; marks that cannot be saved are told of once before they are given up. */
  hold(unsaved: (count: number) => void): () => void {
    let told = false;
    router.guard(async () => {
      if ((await this.sheet.queue.flush()) || told) return true;
      told = true;
      unsaved(this.sheet.queue.unsaved.length);
      return false;
    });
    const forget = session.beforeLock(() => this.sheet.queue.flush());
    return () => {
      forget();
      this.sheet.queue.close();
    };
  }

  async load(): Promise<void> {
    try {
      this.sheet.show(await call("attendance_grid", { cohort: this.cohort }));
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** A session did not take place; returns what takes that back. */
  async notHeld(session: number, reason: string, note: string): Promise<AttendanceUndo> {
    await this.sheet.queue.flush();
    return this.#took(await call("session_not_held", { session, reason, note }));
  }

  /** It is to take place, or took place, after all. */
  async heldAfterAll(session: number): Promise<AttendanceUndo> {
    return this.takeBack({ session, state: "planned", reason: "", note: "", marks: [], enrolment: null });
  }

  /** Takes back what `undo` came with; returns what does it again. */
  async takeBack(undo: AttendanceUndo): Promise<AttendanceUndo> {
    await this.sheet.queue.flush();
    return this.#took(await call("undo_attendance", undo));
  }

  /** Adds somebody on record to the session: present, and enrolled if wished. Null when it was refused. */
  async add(participant: number, enrol: boolean): Promise<AttendanceUndo | null> {
    const session = this.sheet.session?.id;
    if (session === undefined) return null;
    return this.adding.run(async () => this.#joined(await call("add_to_session", { session, participant, enrol })));
  }

  /** Looks whether a name belongs to somebody on record; registers them when it does not. */
  async addNew(name: string, enrol: boolean): Promise<AttendanceUndo | null> {
    const session = this.sheet.session?.id;
    if (session === undefined) return null;
    const looked = await this.adding.run(() => call("look_alikes", { session, name }));
    if (!looked) return null;
    if (looked.likely.length > 0) {
      this.newcomer = { name, enrol, likely: looked.likely };
      return null;
    }
    return this.register(name, enrol, false);
  }

  /** Registers somebody by the name alone; with `notADuplicate` after the likely ones were looked at. */
  async register(name: string, enrol: boolean, notADuplicate: boolean): Promise<AttendanceUndo | null> {
    const session = this.sheet.session?.id;
    if (session === undefined) return null;
    const request = { session, name, enrol, not_a_duplicate: notADuplicate };
    return this.adding.run(async () => this.#joined(await call("add_new_to_session", request)));
  }

  async #send(session: number, changes: readonly Change[]): Promise<void> {
    const marks = changes.map(({ participant, cell }) => ({ participant, mark: cell?.mark ?? null, minutes: cell?.minutes ?? null }));
    const { grid } = await call("mark_attendance", { session, marks });
    this.sheet.answer(grid);
  }

  #joined(changed: AttendanceChanged): AttendanceUndo {
    this.newcomer = null;
    const undo = this.#took(changed);
    if (changed.added !== null) this.sheet.goToPerson(changed.added);
    return undo;
  }

  #took({ grid, undo }: AttendanceChanged): AttendanceUndo {
    this.sheet.forget();
    this.sheet.show(grid);
    return undo;
  }
}

/** Somebody who may be on record already. */
export interface Newcomer {
  name: string;
  enrol: boolean;
  likely: readonly LikelyDuplicate[];
}
