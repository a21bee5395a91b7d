import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import { PassphraseChoice } from "../../passphrase.svelte";
import { RecoveryCheck } from "./recovery.svelte";

export type Step = 1 | 2 | 3 | 4;

/** The way from an empty computer to a vault whose recovery code is in somebody's hands. */
export class FirstRun {
  organisation = $state("");
  busy = $state(false);
  makingSample = $state(false);
  failure: CommandFailure | null = $state(null);
  readonly passphrase = new PassphraseChoice();
  readonly recovery = new RecoveryCheck();
  #started = $state(false);

  get step(): Step {
    if (this.recovery.sheet) return this.recovery.retyping ? 4 : 3;
    return this.#started ? 2 : 1;
  }

  async start(): Promise<void> {
    await this.passphrase.offer();
    this.#started = true;
  }

  back(): void {
    this.#started = false;
  }

  async makeVault(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      if (!(await this.passphrase.settle())) return;
      const { organisation } = this;
      this.recovery.sheet = await call("create_vault", { passphrase: this.passphrase.value, organisation });
      this.passphrase.forget();
    } catch (thrown) {
      this.failure = asFailure(thrown);
    } finally {
      this.busy = false;
    }
  }
}
