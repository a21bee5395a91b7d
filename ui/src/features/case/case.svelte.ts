import { call } from "$api/call";
import type { CaseView, ClosingView } from "$api/generated/contract";
import { t } from "$i18n";
import { Sending } from "../../sending.svelte";

/** Whether somebody's case is open, and what became of it before. */
export class Case {
  readonly participant: number;
  view: CaseView | null = $state.raw(null);

  constructor(participant: number) {
    this.participant = participant;
  }

  async load(): Promise<void> {
    this.view = await call("case_state", { id: this.participant });
  }

  get closed(): boolean {
    const newest = this.view?.closures[0];
    return newest !== undefined && newest.reopened_on === null;
  }
}

/** A case while it is closed. */
export class Closing {
  readonly sending = new Sending();
  readonly participant: number;
  preview: ClosingView | null = $state.raw(null);
  on = $state("");
  reason = $state("");
  note = $state("");

  constructor(participant: number, today: string) {
    this.participant = participant;
    this.on = today;
  }

  async load(): Promise<void> {
    this.preview = await call("closing_preview", { id: this.participant });
  }

  save(): Promise<CaseView | null> {
    const { participant, on, reason, note } = this;
    return this.sending.run(() => call("close_case", { participant, on, reason, note }));
  }
}

/** The words for the code of a reason; a code of the office's own is shown as it is. */
export const reasonWord = (code: string): string => (Object.hasOwn(t.work.reasons, code) ? (t.work.reasons[code] ?? code) : code);
