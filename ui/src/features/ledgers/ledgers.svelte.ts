import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { FeeView, HeldEntryView, LedgersView, OpeningEntryView, SeekerEntryView } from "$api/generated/contract";

/** Whether an entry, or an introduction in it, lacks something. */
export function lacks(entry: OpeningEntryView | SeekerEntryView | FeeView): boolean {
  return entry.missing.length > 0 || ("introductions" in entry && entry.introductions.some(({ missing }) => missing.length > 0));
}

/** The ledgers of a fiscal year. */
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

  get fees(): FeeView[] {
    return this.#shown(this.view?.fees ?? []);
  }

  /** Whether there is a ledger of fees: the licence is for fees, or some are on record. */
  get withFees(): boolean {
    return this.view !== null && (this.view.licence.fees || this.view.fees.length > 0);
  }

  /** How many entries lack something. */
  get incomplete(): number {
    const { openings = [], seekers = [], fees = [] } = this.view ?? {};
    return [...openings, ...seekers, ...fees].filter(lacks).length;
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

  #shown<E extends OpeningEntryView | SeekerEntryView | FeeView>(entries: E[]): E[] {
    return this.onlyMissing ? entries.filter(lacks) : entries;
  }
}
