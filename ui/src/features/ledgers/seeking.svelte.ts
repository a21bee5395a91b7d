import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { SeekingInput, SeekingView } from "$api/generated/contract";

/** A request to be placed as it is typed. */
export class SeekingForm {
  readonly participant: number;
  readonly id: number | null;
  input: SeekingInput = $state({ received_on: "", valid_until: "", closed_on: "", occupation: "", wish: "", address: "" });
  failure: CommandFailure | null = $state.raw(null);
  busy = $state(false);
  readonly #before: SeekingInput;

  constructor(participant: number, today: string, before: SeekingView | null) {
    this.participant = participant;
    this.id = before?.id ?? null;
    if (before) {
      const { id: _, ...rest } = before;
      this.input = rest;
    } else {
      this.input.received_on = today;
    }
    this.#before = $state.snapshot(this.input);
  }

  /** Saves it; the requests as they stand, or nothing when it was refused. */
  save(): Promise<SeekingView[] | null> {
    return this.#run(() => call("save_seeking", { participant: this.participant, seeking: this.id, input: { ...this.input } }));
  }

  /** Removes it; the requests as they stand, or nothing when it was refused. */
  async remove(): Promise<SeekingView[] | null> {
    const seeking = this.id;
    return seeking === null ? null : this.#run(() => call("remove_seeking", { participant: this.participant, seeking }));
  }

  /** Enters what was removed once more, as it stood; the requests as they stand, or nothing when it was refused. */
  enterAgain(): Promise<SeekingView[] | null> {
    const input = this.#before;
    return this.#run(() => call("save_seeking", { participant: this.participant, seeking: null, input }));
  }

  async #run(ask: () => Promise<{ seekings: SeekingView[] }>): Promise<SeekingView[] | null> {
    this.busy = true;
    this.failure = null;
    try {
      return (await ask()).seekings;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
