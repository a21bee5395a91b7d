import { Attempting } from "./attempt.svelte";

/** A change that asks for the passphrase of the person at the keyboard, so that nobody makes it at a desk left alone. */
export class Proving extends Attempting {
  current = $state("");

  /** True when it was done; otherwise `failure` says why not. */
  async carryOut(act: (current: string) => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    return this.attempt(async () => {
      await act(this.current);
      this.forget();
    });
  }

  /** Leaves nothing typed behind in the page. */
  forget(): void {
    this.current = "";
  }
}
