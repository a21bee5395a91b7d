import { asFailure, type CommandFailure } from "$api/errors";
import type { Change } from "./cells";

/** Writes the marks of one session. */
export type Send = (session: number, changes: readonly Change[]) => Promise<void>;

const RETRY_MS = [1000, 2000, 5000, 10_000, 30_000];
/** What has nothing to do with the marks: they are kept and tried again. Every other refusal is about the marks. */
const KEPT: ReadonlySet<string> = new Set(["disk_full", "read_only", "folder_gone", "internal", "locked"]);

/** Saves each mark as it is made: one request at a time, what is marked meanwhile goes with the next. */
export class Queue {
  failure: CommandFailure | null = $state.raw(null);
  savedAt: Date | null = $state.raw(null);
  #waiting: readonly Change[] = $state.raw([]);
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** Refused together with others: sent by themselves, so that only what is wrong is refused. */
  readonly #alone = new WeakSet<Change>();
  readonly #send: Send;
  readonly #refused: (changes: readonly Change[], failure: CommandFailure) => void;

  /** `refused` is told about marks that the records do not take; they are not tried again. */
  constructor(send: Send, refused: (changes: readonly Change[], failure: CommandFailure) => void) {
    this.#send = send;
    this.#refused = refused;
  }

  readonly phase: "saved" | "saving" | "failed" = $derived.by(() => {
    if (this.failure !== null) return "failed";
    return this.#waiting.length > 0 ? "saving" : "saved";
  });

  /** What is not saved yet, as it is to be. */
  get unsaved(): readonly Change[] {
    return this.#waiting;
  }

  add(changes: readonly Change[]): void {
    const same = (a: Change, b: Change) => a.session === b.session && a.participant === b.participant;
    this.#waiting = [...this.#waiting.filter((old) => !changes.some((change) => same(old, change))), ...changes];
    void this.#run();
  }

  /** Tries at once; true when all is saved. */
  async flush(): Promise<boolean> {
    await this.#run();
    return this.#waiting.length === 0;
  }

  /** Tries no more by itself. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#sendAll().finally(() => (this.#running = null));
    return this.#running;
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#next(); next.length > 0; next = this.#next()) {
      try {
        await this.#send(next[0]?.session ?? 0, next);
        this.#landed(next);
      } catch (thrown) {
        if (!this.#goesOn(next, asFailure(thrown))) return;
      }
    }
  }

  // All that waits for the session of the change that has waited longest.
  #next(): readonly Change[] {
    const [first] = this.#waiting;
    if (first && this.#alone.has(first)) return [first];
    return this.#waiting.filter((change) => change.session === first?.session && !this.#alone.has(change));
  }

  #landed(sent: readonly Change[]): void {
    // What was marked anew meanwhile is another change and stays.
    this.#waiting = this.#waiting.filter((change) => !sent.includes(change));
    this.failure = null;
    this.#failures = 0;
    this.savedAt = new Date();
  }

  #goesOn(sent: readonly Change[], failure: CommandFailure): boolean {
    if (!KEPT.has(failure.code) && sent.length > 1) {
      for (const change of sent) this.#alone.add(change);
      return true;
    }
    if (!KEPT.has(failure.code)) {
      this.#waiting = this.#waiting.filter((change) => !sent.includes(change));
      this.#refused(sent, failure);
      return true;
    }
    this.failure = failure;
    if (failure.code !== "locked") this.#timer = setTimeout(() => void this.#run(), RETRY_MS[this.#failures] ?? 30_000);
    this.#failures += 1;
    return false;
  }
}
