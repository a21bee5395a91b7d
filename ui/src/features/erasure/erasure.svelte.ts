import { call } from "$api/call";
import { asFailure, CommandFailure } from "$api/errors";
import type { ErasedView, ErasurePreview, ErasureReason } from "$api/generated/contract";

/** The steps of an erasure, in order. */
export type Step = "preview" | "reason" | "confirm" | "working" | "done";

/** An erasure, from the first look to the result. Nothing goes before `erase` is called in the last step. */
export class Erasure {
  readonly participant: number;
  step: Step = $state("preview");
  preview: ErasurePreview | null = $state.raw(null);
  result: ErasedView | null = $state.raw(null);
  reason: ErasureReason | "" = $state("");
  current = $state("");
  /** Set when the reason or the passphrase was left out. */
  asked = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  constructor(participant: number) {
    this.participant = participant;
  }

  async look(): Promise<void> {
    this.failure = null;
    try {
      this.preview = await call("erasure_preview", { id: this.participant });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Goes on from the preview, which must have been shown. */
  toReason(): void {
    if (this.preview !== null) this.step = "reason";
  }

  /** Goes on when the reason and the passphrase are there. */
  toConfirm(): void {
    this.asked = true;
    if (this.preview === null || this.reason === "" || this.current === "") return;
    this.failure = null;
    this.step = "confirm";
  }

  back(): void {
    if (this.step === "reason") this.step = "preview";
    else if (this.step === "confirm") this.step = "reason";
  }

  /** Erases; answers whether it was done. */
  async erase(): Promise<boolean> {
    if (this.step !== "confirm" || this.reason === "") return false;
    this.step = "working";
    try {
      this.result = await call("erase_participant", { participant: this.participant, reason: this.reason, current: this.current });
      this.step = "done";
    } catch (thrown) {
      this.#refused(asFailure(thrown));
    } finally {
      this.current = "";
    }
    return this.step === "done";
  }

  // What is wrong with the passphrase or the reason is told where they are typed.
  #refused(failure: CommandFailure): void {
    this.asked = false;
    this.failure = failure.code === "wrong_secret" ? new CommandFailure({ code: "wrong_secret", field: "current" }) : failure;
    this.step = "reason";
  }
}
