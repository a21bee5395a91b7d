import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { IdentityView } from "$api/generated/contract";

/** Which records are, or may be, of the same person as a participant. */
export class Identity {
  readonly participant: number;
  view: IdentityView | null = $state.raw(null);
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  constructor(participant: number) {
    this.participant = participant;
  }

  async load(): Promise<void> {
    await this.#run(async () => {
      this.view = await call("identity", { id: this.participant });
    });
  }

  /** Makes two records again of one that was merged. */
  separate(gone: number): Promise<boolean> {
    return this.#run(async () => {
      await call("separate_people", { id: gone });
    });
  }

  tellApart(other: number): Promise<boolean> {
    return this.#run(async () => {
      await call("tell_apart", { kept: this.participant, gone: other });
      this.view = await call("identity", { id: this.participant });
    });
  }

  doubtAgain(other: number): Promise<boolean> {
    return this.#run(async () => {
      await call("doubt_again", { kept: this.participant, gone: other });
      this.view = await call("identity", { id: this.participant });
    });
  }

  async #run(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.failure = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
