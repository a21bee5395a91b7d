import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { RecoverySheet, SessionView } from "$api/generated/contract";

/** Showing the recovery sheet and having its code typed once. */
export class RecoveryCheck {
  sheet: RecoverySheet | null = $state(null);
  retyping = $state(false);
  retyped = $state("");
  busy = $state(false);
  saved = $state(false);
  failure: CommandFailure | null = $state(null);

  async makeNew(): Promise<void> {
    await this.#doing(async () => {
      this.sheet = await call("new_recovery_code");
      this.retyping = false;
    });
  }

  async save(): Promise<void> {
    await this.#doing(async () => {
      this.saved = (await call("save_recovery_sheet")).saved;
    });
  }

  startRetyping(): void {
    this.failure = null;
    this.retyping = true;
  }

  seeSheet(): void {
    this.failure = null;
    this.retyping = false;
  }

  /** Checks the code; returns what the program does next, or nothing when the code was refused. */
  async confirm(): Promise<SessionView | null> {
    let view: SessionView | null = null;
    await this.#doing(async () => {
      view = await call("confirm_recovery", { code: this.retyped });
      this.sheet = null;
      this.retyped = "";
    });
    return view;
  }

  async #doing(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.failure = null;
    try {
      await act();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    } finally {
      this.busy = false;
    }
  }
}
