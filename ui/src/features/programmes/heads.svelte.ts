import type { HeadsInput, SessionRow } from "$api/generated/contract";
import { asFailure, type CommandFailure } from "$api/errors";

const QUIET_MS = 300;

/** The heads of one evening while they are counted; each count is saved a moment later. */
export class Heads {
  counts: Record<string, number> = $state({});
  counted = $state(false);
  failure: CommandFailure | null = $state.raw(null);
  unsaved = $state(false);
  readonly session: number;
  readonly #send: (heads: HeadsInput[]) => Promise<boolean>;
  readonly #reason: () => CommandFailure | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  constructor(row: SessionRow, send: (heads: HeadsInput[]) => Promise<boolean>, reason: () => CommandFailure | null) {
    this.session = row.id;
    this.counted = row.heads.length > 0;
    for (const { category, heads } of row.heads) this.counts[category] = heads;
    this.#send = send;
    this.#reason = reason;
  }

  of(category: string): number {
    return this.counts[category] ?? 0;
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, heads) => sum + heads, 0);
  }

  add(category: string, by: number): void {
    this.set(category, this.of(category) + by);
  }

  set(category: string, heads: number): void {
    this.counts[category] = Math.max(0, Math.min(99_999, Math.trunc(heads) || 0));
    this.#changed(true);
  }

  /** As if nobody had counted. */
  clear(): void {
    this.counts = {};
    this.#changed(false);
  }

  /** Saves at once; true when all is saved. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.unsaved) await this.#save();
    return !this.unsaved;
  }

  #changed(counted: boolean): void {
    this.counted = counted;
    this.unsaved = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), QUIET_MS);
  }

  async #save(): Promise<void> {
    this.unsaved = false;
    const heads = this.counted ? Object.entries(this.counts).map(([category, heads]) => ({ category, heads })) : [];
    this.#saving = this.#send(heads).then((taken) => {
      if (!taken) this.unsaved = true;
      this.failure = taken ? null : (this.#reason() ?? asFailure(null));
    });
    await this.#saving;
    this.#saving = null;
  }
}
