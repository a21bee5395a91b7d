import { call } from "$api/call";
import type { ProgressView } from "$api/generated/contract";

const SHOWN_AFTER_MS = 500;
const ASKED_EVERY_MS = 150;

/** Follows long work of the program: silent for half a second, then told in steps. */
export class Working {
  /** Whether it has taken long enough to be shown. */
  shown = $state(false);
  view: ProgressView | null = $state.raw(null);
  stopping = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  follow(): () => void {
    this.#timer = setTimeout(() => {
      this.shown = true;
      void this.#ask();
    }, SHOWN_AFTER_MS);
    return () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Asks the program to stop; what it was doing then comes back as cancelled. */
  stop(): void {
    this.stopping = true;
    call("cancel_job").catch(() => (this.stopping = false));
  }

  async #ask(): Promise<void> {
    const asked = this.#timer;
    const view = await call("progress").catch(() => null);
    if (this.#timer !== asked || asked === undefined) return;
    this.view = view?.job ? view : this.view;
    this.#timer = setTimeout(() => void this.#ask(), ASKED_EVERY_MS);
  }
}
