import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { CohortsWhen, MeetingInput, MentorPairRow, MentorPairView, PlanStepView } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

const PAGE = 60;

/** The list of pairs; its filter stays while the vault is open. */
export class PairList {
  when: CohortsWhen = $state("current");
  rows: readonly MentorPairRow[] = $state.raw([]);
  total: number | null = $state(null);
  today = $state("");
  failure: CommandFailure | null = $state.raw(null);
  #generation = 0;

  async refresh(): Promise<void> {
    await this.#fetch(0);
  }

  async more(): Promise<void> {
    await this.#fetch(this.rows.length);
  }

  async #fetch(offset: number): Promise<void> {
    const generation = ++this.#generation;
    try {
      const page = await call("list_pairs", { when: this.when, offset, limit: PAGE });
      if (generation !== this.#generation) return;
      this.rows = offset === 0 ? page.rows : [...this.rows, ...page.rows];
      this.total = page.total;
      this.today = page.today;
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

export const pairList = new PairList();

/** One pair with its meetings and its plan. */
export class Pair {
  readonly id: number;
  view: MentorPairView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  readonly sending = new Sending();

  constructor(id: number) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      this.view = await call("pair", { pair: this.id });
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  correct(mentor: number, starts_on: string, ends_on: string): Promise<boolean> {
    return this.#take(() => call("correct_pair", { pair: this.id, mentor, starts_on, ends_on }));
  }

  end(on: string, reason: string): Promise<boolean> {
    return this.#take(() => call("end_pair", { pair: this.id, on, reason }));
  }

  resume(): Promise<boolean> {
    return this.#take(() => call("resume_pair", { pair: this.id }));
  }

  saveMeeting(meeting: number | null, right: MeetingInput, completes: number | null): Promise<boolean> {
    return this.#take(() => call("save_meeting", { pair: this.id, meeting, right, completes }));
  }

  removeMeeting(meeting: number): Promise<boolean> {
    return this.#take(() => call("remove_meeting", { meeting }));
  }

  setStep({ id }: PlanStepView, done_on: string): Promise<boolean> {
    return this.#take(async () => {
      await call("set_plan_step", { step: id, done_on });
      return call("pair", { pair: this.id });
    });
  }

  moveStep({ id }: PlanStepView, due_on: string): Promise<boolean> {
    return this.#take(async () => {
      await call("move_plan_step", { step: id, due_on });
      return call("pair", { pair: this.id });
    });
  }

  async #take(work: () => Promise<MentorPairView>): Promise<boolean> {
    const view = await this.sending.run(work);
    if (view) this.view = view;
    return view !== null;
  }
}
