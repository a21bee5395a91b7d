import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { CohortRow, CohortsWhen } from "$api/generated/contract";

const PAGE = 60;

/** The list of cohorts; the filters stay while the vault is open. */
export class CohortList {
  course = $state("");
  when: CohortsWhen = $state("current");
  rows: readonly CohortRow[] = $state.raw([]);
  total: number | null = $state(null);
  /** Whether there is any cohort at all. */
  any = $state(true);
  today = $state("");
  failure: CommandFailure | null = $state.raw(null);
  #generation = 0;

  /** Fetches the list from its beginning. */
  async refresh(): Promise<void> {
    await this.#fetch(0);
  }

  async more(): Promise<void> {
    await this.#fetch(this.rows.length);
  }

  /** Shows everything again. */
  async all(): Promise<void> {
    this.course = "";
    this.when = "all";
    await this.refresh();
  }

  async #fetch(offset: number): Promise<void> {
    const generation = ++this.#generation;
    const { course, when } = this;
    try {
      const page = await call("list_cohorts", { course, when, offset, limit: PAGE });
      const any = page.total > 0 || (await call("list_cohorts", { course: "", when: "all", offset: 0, limit: 1 })).total > 0;
      if (generation !== this.#generation) return;
      this.rows = offset === 0 ? page.rows : [...this.rows, ...page.rows];
      this.total = page.total;
      this.any = any;
      this.today = page.today;
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

export const cohortList = new CohortList();
