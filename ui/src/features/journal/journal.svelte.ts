import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ChangedField, Holder, JournalLine, JournalRequest } from "$api/generated/contract";
import { isRealDate } from "$controls/dates";

const PAGE = 100;
const SOON_MS = 150;

/** The entries of one day. */
export interface DayOfEntries {
  day: string;
  entries: JournalLine[];
}

/** Groups entries, newest first, by day. */
export function byDay(entries: readonly JournalLine[]): DayOfEntries[] {
  const days: DayOfEntries[] = [];
  for (const entry of entries) {
    const day = entry.at.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}

/** Which entries are wanted, as typed and chosen so far. */
export class Filters {
  member = $state("");
  verb = $state("");
  participant = $state("");
  from = $state("");
  to = $state("");

  get any(): boolean {
    return [this.member, this.verb, this.participant, this.from, this.to].some((value) => value.trim() !== "");
  }

  get participantWrong(): boolean {
    return !/^\d{0,9}$/.test(this.participant.trim());
  }

  get toBeforeFrom(): boolean {
    return isRealDate(this.from, "day") && isRealDate(this.to, "day") && this.to < this.from;
  }

  clear(): void {
    this.member = this.verb = this.participant = this.from = this.to = "";
  }

  /** What can be asked for now; a field that cannot be read yet asks for nothing. */
  asked(): Pick<JournalRequest, "member" | "verb" | "participant" | "from" | "to"> {
    const day = (value: string) => (isRealDate(value, "day") ? value : null);
    const number = (value: string) => (/^\d{1,9}$/.test(value.trim()) ? Number(value) : null);
    return {
      member: number(this.member),
      verb: this.verb || null,
      participant: number(this.participant),
      from: day(this.from),
      to: this.toBeforeFrom ? null : day(this.to),
    };
  }
}

/** The journal, page by page, the newest entry first. */
export class Journal {
  readonly filters = new Filters();
  readonly participant: number | null;
  entries: JournalLine[] | null = $state.raw(null);
  more = $state(false);
  total = $state(0);
  verbs: string[] = $state.raw([]);
  members: Holder[] = $state.raw([]);
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(participant: number | null) {
    this.participant = participant;
  }

  /** Asks anew a moment after the last change of a filter. */
  loadSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), SOON_MS);
  }

  /** Asks for the newest entries that the filters let through. */
  async load(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#fetch(null);
  }

  /** Adds the page of entries before the oldest one shown. */
  async older(): Promise<void> {
    const oldest = this.entries?.at(-1);
    if (oldest && this.more && !this.busy) await this.#fetch(oldest.n);
  }

  async #fetch(before: number | null): Promise<void> {
    const generation = ++this.#generation;
    const asked = this.filters.asked();
    const participant = this.participant ?? asked.participant;
    this.busy = true;
    try {
      const page = await call("journal", { ...asked, participant, before, limit: PAGE });
      if (generation !== this.#generation) return;
      this.entries = before === null ? page.entries : [...(this.entries ?? []), ...page.entries];
      this.more = page.more;
      this.total = page.total;
      this.verbs = page.verbs;
      this.members = page.members;
      this.failure = null;
    } catch (thrown) {
      if (generation === this.#generation) this.failure = asFailure(thrown);
    } finally {
      if (generation === this.#generation) this.busy = false;
    }
  }
}

/** What one entry keeps, fetched when it is opened. */
export class Content {
  readonly n: number;
  fields: ChangedField[] | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  constructor(n: number) {
    this.n = n;
  }

  async load(): Promise<void> {
    try {
      this.fields = (await call("journal_entry", { n: this.n })).fields;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
