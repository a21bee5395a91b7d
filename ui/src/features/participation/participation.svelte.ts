import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ParticipantProgrammes } from "$api/generated/contract";

/** Every programme that a participant takes or took part in. */
export class Participation {
  readonly participant: number;
  view: ParticipantProgrammes | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  constructor(participant: number) {
    this.participant = participant;
  }

  async load(): Promise<void> {
    try {
      this.view = await call("programmes_of", { id: this.participant });
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
