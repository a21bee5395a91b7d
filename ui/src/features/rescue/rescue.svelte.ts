import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { RescueView, SessionView } from "$api/generated/contract";

/** What was found instead of the vault that should be here. */
export class Rescue {
  view: RescueView | null = $state.raw(null);
  code = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  async load(): Promise<void> {
    try {
      this.view = await call("rescue");
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Goes on with what is here; null when the code was refused. */
  async accept(): Promise<SessionView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      return await call("accept_state", { code: this.code });
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Leaves nothing typed behind in the page. */
  forget(): void {
    this.code = "";
    this.failure = null;
  }
}
