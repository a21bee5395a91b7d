import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ChartNumber, FactView } from "$api/generated/contract";

/** What a chart of a year shows; an answer that comes late is thrown away. */
export class ChartOf<V> {
  view = $state.raw<V | null>(null);
  failure = $state.raw<CommandFailure | null>(null);
  #asked = 0;

  async load(ask: () => Promise<V>): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.failure = null;
    try {
      const view = await ask();
      if (asked === this.#asked) this.view = view;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }
}

/** The records behind the number that was chosen last. */
export class ChartRecords {
  title = $state<string | null>(null);
  records = $state.raw<readonly FactView[] | null>(null);
  failure = $state.raw<CommandFailure | null>(null);

  async show(year: number, of: ChartNumber, title: string): Promise<void> {
    this.title = title;
    this.records = null;
    this.failure = null;
    try {
      const { records } = await call("chart_records", { year, of });
      if (this.title === title) this.records = records;
    } catch (thrown) {
      if (this.title === title) this.failure = asFailure(thrown);
    }
  }

  close(): void {
    this.title = null;
    this.records = null;
  }
}
