import { asFailure, type CommandFailure } from "$api/errors";

/** A change that asks for the passphrase of the person at the keyboard, so that nobody makes it at a desk left alone. */
export class Proving {
  current = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  /** True when it was done; otherwise `failure` says why not. */
  async carryOut(act: (current: string) => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    try {
      await act(this.current);
      this.forget();
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Leaves nothing typed behind in the page. */
  forget(): void {
    this.current = "";
  }
}
