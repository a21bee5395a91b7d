import { call } from "$api/call";
import type { IdentityView } from "$api/generated/contract";
import { Attempting } from "../../attempt.svelte";

/** Which records are, or may be, of the same person as a participant. */
export class Identity extends Attempting {
  readonly participant: number;
  view: IdentityView | null = $state.raw(null);

  constructor(participant: number) {
    super();
    this.participant = participant;
  }

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.view = await call("identity", { id: this.participant });
    });
  }

  /** Makes two records again of one that was merged. */
  separate(gone: number): Promise<boolean> {
    return this.attempt(async () => {
      await call("separate_people", { id: gone });
    });
  }

  tellApart(other: number): Promise<boolean> {
    return this.attempt(async () => {
      await call("tell_apart", { kept: this.participant, gone: other });
      this.view = await call("identity", { id: this.participant });
    });
  }

  doubtAgain(other: number): Promise<boolean> {
    return this.attempt(async () => {
      await call("doubt_again", { kept: this.participant, gone: other });
      this.view = await call("identity", { id: this.participant });
    });
  }
}
