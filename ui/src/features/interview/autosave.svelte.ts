import type { CommandError } from "../../api/generated/contract";

/** After the last key. */
export const QUIET_MS = 400;
/** After the first key that is not saved yet, however fast the keys come: the disk has the rest of the second. */
export const LONGEST_MS = 700;
const RETRY_MS = [1000, 2000, 5000, 10_000, 30_000];

/** Refusals that the same text would only meet again: they wait for the next key instead of the clock. */
const POINTLESS: ReadonlySet<string> = new Set(["too_long", "bad_characters", "locked", "not_found"]);

export type SavePhase = "clean" | "saving" | "failed";

/** Decides when to save. One save at a time; what is typed meanwhile is saved next. */
export class Autosave {
  error = $state<CommandError | null>(null);
  #busy = $state(false);
  #unsavedSince = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #inFlight: Promise<void> | null = null;
  #failures = 0;
  #closed = false;
  readonly #send: () => Promise<void>;
  readonly #reason: (thrown: unknown) => CommandError;

  readonly phase: SavePhase = $derived.by(() => {
    if (this.error !== null) return "failed";
    return this.#busy || this.#unsavedSince !== null ? "saving" : "clean";
  });

  constructor(send: () => Promise<void>, reason: (thrown: unknown) => CommandError) {
    this.#send = send;
    this.#reason = reason;
  }

  get unsaved(): boolean {
    return this.#unsavedSince !== null || this.#inFlight !== null;
  }

  /** Something changed. */
  touch(): void {
    if (this.#closed) return;
    this.#unsavedSince ??= Date.now();
    if (this.#inFlight === null) this.#plan();
  }

  /** Saves at once; true when everything is in the store. */
  async flush(): Promise<boolean> {
    while (this.unsaved && !this.#closed) {
      if (this.#inFlight !== null) {
        // Whoever else waited for it may have begun the next one.
        await this.#inFlight;
        continue;
      }
      await this.#run();
      if (this.error !== null) return false;
    }
    return this.error === null;
  }

  /** No save is begun any more; resolves when the last one has landed. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#inFlight;
  }

  #plan(): void {
    const since = this.#unsavedSince ?? Date.now();
    this.#schedule(Math.max(0, Math.min(QUIET_MS, since + LONGEST_MS - Date.now())));
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), ms);
  }

  #run(): Promise<void> {
    this.#inFlight ??= this.#attempt().finally(() => {
      this.#inFlight = null;
      this.#busy = false;
      this.#next();
    });
    return this.#inFlight;
  }

  async #attempt(): Promise<void> {
    clearTimeout(this.#timer);
    this.#unsavedSince = null;
    this.#busy = true;
    try {
      await this.#send();
      this.error = null;
      this.#failures = 0;
    } catch (thrown) {
      this.error = this.#reason(thrown);
      this.#failures += 1;
      this.#unsavedSince = Date.now();
    }
  }

  #next(): void {
    if (this.#closed || this.#unsavedSince === null) return;
    if (this.error === null) this.#plan();
    else if (!POINTLESS.has(this.error.code)) this.#schedule(RETRY_MS[this.#failures - 1] ?? 30_000);
  }
}
