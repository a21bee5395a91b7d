import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { SessionView } from "$api/generated/contract";
import { PassphraseChoice } from "../../passphrase.svelte";

export type KeyChange = "passphrase" | "sheet";

/** A change of what opens the vault, by somebody who knows the passphrase in force. */
export class KeyChangeForm {
  readonly kind: KeyChange;
  readonly choice = new PassphraseChoice();
  current = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  constructor(kind: KeyChange) {
    this.kind = kind;
  }

  async begin(): Promise<void> {
    if (this.kind === "passphrase") await this.choice.offer();
  }

  /** The session afterwards; null when something has to be put right first. */
  async carryOut(): Promise<SessionView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      return await this.#send();
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Leaves nothing typed behind in the page. */
  forget(): void {
    this.current = "";
    this.choice.forget();
  }

  async #send(): Promise<SessionView | null> {
    const { current, choice } = this;
    if (this.kind === "sheet") return call("renew_recovery_code", { current });
    if (!(await choice.settle())) return null;
    return call("change_passphrase", { current, passphrase: choice.value });
  }
}
