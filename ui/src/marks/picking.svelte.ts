import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { PersonRow } from "$api/generated/contract";

const SEARCH_AFTER_MS = 80;
const SHOWN = 8;

/** Finds one person by a part of any name. */
export class Picking {
  query = $state("");
  /** The chosen line: the people found, then what else is offered. */
  at = $state(0);
  open = $state(false);
  people: readonly PersonRow[] = $state.raw([]);
  /** How many there are in all. */
  total = $state(0);
  failure: CommandFailure | null = $state.raw(null);
  /** The query that `people` answers. */
  answered: string | null = $state(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get typed(): string {
    return this.query.trim();
  }

  /** Whether everybody who fits was found and nobody fits. */
  get nobody(): boolean {
    return this.answered === this.typed && this.total === 0;
  }

  /** Looks a moment after the last key. */
  soon(): void {
    this.open = this.typed !== "";
    this.at = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.find(), SEARCH_AFTER_MS);
  }

  /** Looks at once, unless what was found answers what is typed. */
  async find(): Promise<void> {
    clearTimeout(this.#timer);
    const query = this.typed;
    if (query === this.answered) return;
    if (query === "") return this.#show(query, [], 0);
    try {
      const { rows, total } = await call("list_people", { query, order: "name", offset: 0, limit: SHOWN });
      if (query === this.typed) this.#show(query, rows, total);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Moves the choice among so many lines. */
  move(by: number, lines: number): void {
    if (lines > 0) this.at = (this.at + by + lines) % lines;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.query = "";
    this.open = false;
    this.at = 0;
    this.#show("", [], 0);
  }

  #show(query: string, people: readonly PersonRow[], total: number): void {
    this.people = people;
    this.total = total;
    this.answered = query;
    this.failure = null;
  }
}
