import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { KeysView, OfficeKeyPair } from "$api/generated/contract";

/** Setting the keys of two people at the office. */
export class OfficeKeysForm {
  first = $state("");
  second = $state("");
  current = $state("");
  busy = $state(false);
  pair: OfficeKeyPair | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  async makePair(): Promise<void> {
    await this.#doing(async () => {
      this.pair = await call("make_office_keys");
    });
  }

  /** Takes the public key of the pair on the screen and lets go of the secret one. */
  use(as: "first" | "second"): void {
    if (this.pair) this[as] = this.pair.public;
    this.pair = null;
  }

  /** The keys as they stand; null when something has to be put right first. */
  async save(): Promise<KeysView | null> {
    return this.#doing(() => {
      const { first, second, current } = this;
      return call("set_escrow", { first: first.trim(), second: second.trim(), current });
    });
  }

  /** Leaves no secret behind in the page. */
  forget(): void {
    this.current = "";
    this.pair = null;
  }

  async #doing<T>(act: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      return await act();
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
