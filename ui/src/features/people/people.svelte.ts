import { SvelteMap } from "svelte/reactivity";
import { call } from "$api/call";
import type { FoundNote, PeoplePage, PeopleOrder, PersonRow } from "$api/generated/contract";

export const PAGE = 200;
const SEARCH_AFTER_MS = 80;
const KEPT_PAGES = 12;

/** The list of people; it holds only the pages around what is in sight. */
export class PeopleList {
  query = $state("");
  order: PeopleOrder = $state("newest_contact");
  total: number | null = $state(null);
  active = $state(0);
  failure: unknown = $state(null);
  #pages = new SvelteMap<number, PeoplePage>();
  #generation = 0;
  #wanted: [first: number, last: number] = [0, 0];
  #fetching = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  row(index: number): PersonRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  /** Why the row was found, if something was searched for. */
  note(index: number): FoundNote | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.found[index % PAGE];
  }

  /** Searches a moment after the last key. */
  searchSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.restart(), SEARCH_AFTER_MS);
  }

  /** Starts from the first row, keeping what is shown until the new rows are there. */
  async restart(): Promise<void> {
    clearTimeout(this.#timer);
    this.active = 0;
    this.#wanted = [0, 0];
    await this.refresh();
  }

  /** Fetches what is in sight once more. */
  async refresh(): Promise<void> {
    const generation = ++this.#generation;
    const page = Math.floor(this.#wanted[0] / PAGE);
    await this.#fetch(page, generation, true);
    if (generation === this.#generation) await this.#fill();
  }

  /** Fetches the pages of the rows in sight, those that are missing. */
  async show(first: number, last: number): Promise<void> {
    this.#wanted = [first, last];
    if (this.total !== null) await this.#fill();
  }

  // One request at a time, always for what is in sight now: rows that were scrolled past are never asked for.
  async #fill(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      for (let page = this.#missing(); page !== null && !this.failure; page = this.#missing()) {
        await this.#fetch(page, this.#generation, false);
      }
    } finally {
      this.#fetching = false;
    }
  }

  #missing(): number | null {
    const [first, last] = this.#wanted;
    const end = Math.min(last, (this.total ?? 0) - 1);
    for (let page = Math.floor(first / PAGE); page <= Math.floor(end / PAGE); page++) {
      if (!this.#pages.has(page)) return page;
    }
    return null;
  }

  async #fetch(page: number, generation: number, anew: boolean): Promise<void> {
    const { query, order } = this;
    try {
      const view = await call("list_people", { query: query.trim(), order, offset: page * PAGE, limit: PAGE });
      if (generation !== this.#generation) return;
      if (anew) this.#pages.clear();
      this.#pages.set(page, view);
      this.total = view.total;
      this.failure = null;
      this.#forgetFarPages();
    } catch (thrown) {
      this.failure = thrown;
    }
  }

  #forgetFarPages(): void {
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= KEPT_PAGES) return;
      this.#pages.delete(page);
    }
  }
}

/** What was searched for stays while the vault is open. */
export const peopleList = new PeopleList();
