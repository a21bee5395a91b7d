import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { HeldEntryView, LedgersView, OpeningEntryView, SeekerEntryView } from "$api/generated/contract";

/** Whether an entry, or an introduction in it, lacks something. */
export function lacks(entry: OpeningEntryView | SeekerEntryView): boolean {
  return entry.missing.length > 0 || entry.introductions.some(({ missing }) => missing.length > 0);
}

/** Both ledgers of a fiscal year. */
export class Ledgers {
  view: LedgersView | null = $state.raw(null);
  held: HeldEntryView[] | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  onlyMissing = $state(false);
  #asked = 0;

  get openings(): OpeningEntryView[] {
    return this.#shown(this.view?.openings ?? []);
  }

  get seekers(): SeekerEntryView[] {
    return this.#shown(this.view?.seekers ?? []);
  }

  /** How many entries lack something. */
  get incomplete(): number {
    return [...(this.view?.openings ?? []), ...(this.view?.seekers ?? [])].filter(lacks).length;
  }

  /** Fetches a year; an answer that was overtaken by a later question is dropped. */
  async load(year: number | null = null): Promise<void> {
    const asked = ++this.#asked;
    try {
      const view = await call("ledgers", { year });
      if (asked !== this.#asked) return;
      this.view = view;
      this.failure = null;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }

  /** Fetches what the law holds back, once: that it is read is in the journal. */
  async loadHeld(): Promise<void> {
    if (this.held) return;
    try {
      this.held = (await call("held_ledger")).entries;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  #shown<E extends OpeningEntryView | SeekerEntryView>(entries: E[]): E[] {
    return this.onlyMissing ? entries.filter(lacks) : entries;
  }
}
