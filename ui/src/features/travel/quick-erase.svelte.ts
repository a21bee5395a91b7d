import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { QuickEraseView } from "$api/generated/contract";

export const HOLD_MS = 3000;
export const COUNTDOWN_S = 5;

type Phase = "idle" | "holding" | "counting" | "stopped" | "erasing" | "over";

/** Erasing the keys in a hurry: held on purpose, then counted down, and stopped by anything. */
export class QuickErasing {
  phase: Phase = $state("idle");
  left = $state(COUNTDOWN_S);
  done: QuickEraseView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  hold(): void {
    if (this.phase !== "idle" && this.phase !== "stopped") return;
    this.phase = "holding";
    this.failure = null;
    this.#timer = setTimeout(() => this.#count(COUNTDOWN_S), HOLD_MS);
  }

  /** The key or the button was let go. */
  release(): void {
    if (this.phase !== "holding") return;
    clearTimeout(this.#timer);
    this.phase = "idle";
  }

  /** Stops the countdown; true when there was one. */
  stop(): boolean {
    if (this.phase !== "counting") return false;
    clearTimeout(this.#timer);
    this.phase = "stopped";
    return true;
  }

  /** Nothing goes on unseen. */
  leave(): void {
    if (this.phase === "holding" || this.phase === "counting") clearTimeout(this.#timer);
    if (this.phase !== "erasing") this.phase = "idle";
  }

  #count(left: number): void {
    this.phase = "counting";
    this.left = left;
    this.#timer = setTimeout(() => (left > 1 ? this.#count(left - 1) : void this.#erase()), 1000);
  }

  async #erase(): Promise<void> {
    this.phase = "erasing";
    try {
      this.done = await call("quick_erase");
      this.phase = "over";
    } catch (thrown) {
      this.failure = asFailure(thrown);
      this.phase = "idle";
    }
  }
}
