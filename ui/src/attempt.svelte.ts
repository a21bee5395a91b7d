import { asFailure, type CommandFailure } from "$api/errors";

/** State whose acts can fail: whether one is under way, and why the last one failed. */
export class Attempting {
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  /** Answers whether the act succeeded. */
  async attempt(act: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.failure = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
