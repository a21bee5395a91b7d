import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ConsentHow, DraftUpgradeView, FormSummary, ParticipantView } from "$api/generated/contract";
import { InterviewDraft, type DraftPort } from "./draft.svelte";
import { neighbour } from "./progress";

const port: DraftPort = {
  open: (participant, form) => call("open_interview", { participant, form }),
  save: (request) => call("save_draft", request),
  evaluate: (request) => call("evaluate_draft", request),
  finish: (request) => call("finish_interview", request),
  discard: (draft) => call("discard_draft", { draft }),
  reason: asFailure,
};

/** Which part of the interview is on the screen. */
export type Step = "choosing" | "explaining" | "asking";

/** Everything the interview screen shows beside the questions. */
export class InterviewScreen {
  draft = $state.raw<InterviewDraft | null>(null);
  person = $state.raw<ParticipantView | null>(null);
  failure = $state.raw<CommandFailure | null>(null);
  /** The forms that are in use, the standard one first. */
  forms = $state.raw<readonly FormSummary[]>([]);
  step = $state<Step>("asking");
  profile = $state(false);
  readonly participant: number;
  readonly #form: number | undefined;

  constructor(participant: number, form?: number) {
    this.participant = participant;
    this.#form = form;
  }

  get explaining(): boolean {
    return this.step === "explaining";
  }

  async open(): Promise<void> {
    try {
      const [view, forms] = await Promise.all([
        call("open_interview", this.#form === undefined ? { participant: this.participant } : { participant: this.participant, form: this.#form }),
        // Without the list there is nothing to choose from, and the interview begins all the same.
        call("forms").catch(() => ({ forms: [] })),
      ]);
      this.forms = standardFirst(forms.forms.filter(({ retired_on }) => retired_on === null));
      this.draft = new InterviewDraft(view, port);
      this.step = this.#begin(this.draft);
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** The form is chosen where there are several and nothing was written yet; consent is explained before the first question. */
  #begin(draft: InterviewDraft): Step {
    const untouched = draft.savedAt === null && draft.continuedFrom === null;
    if (untouched && this.#form === undefined && this.forms.length > 1) return "choosing";
    return !draft.consent && draft.continuedFrom === null ? "explaining" : "asking";
  }

  /** Goes on with the form that is open. */
  chosen(): void {
    this.step = this.draft?.consent === false && this.draft.continuedFrom === null ? "explaining" : "asking";
  }

  async recordConsent(language: string, how: ConsentHow, on: string): Promise<void> {
    const towards = { recipient: "own", recipient_name: "", interpreter: "" } as const;
    const request = { participant: this.participant, purpose: "interview", ...towards, language, how, on } as const;
    const person = await call("record_consent", request);
    this.opened(person);
  }

  /** Consent to sensitive questions is not waited for today. */
  opened(person: ParticipantView): void {
    this.person = person;
    if (this.draft !== null) this.draft.consent = person.interview_consent;
    this.step = "asking";
  }

  async toggleProfile(): Promise<void> {
    this.profile = !this.profile;
    if (this.profile) this.person ??= await call("participant", { id: this.participant });
  }

  /** The question to go to from the one that has the cursor. */
  next(step: 1 | -1): string | undefined {
    if (this.draft === null) return undefined;
    return neighbour(this.draft.asked.map(({ path }) => path), this.draft.focus, step);
  }

  /** The question that has the cursor back when an interview is opened. */
  get first(): string | undefined {
    return this.draft?.focus ?? this.draft?.asked[0]?.path;
  }

  /** Throws the draft away and says which it was. */
  async discard(): Promise<number> {
    if (this.draft === null) return 0;
    const { id } = this.draft;
    await this.draft.discard();
    return id;
  }

  restore(draft: number): Promise<null> {
    return call("restore_draft", { draft });
  }

  /** What moving to the newest version of the form would change. */
  async previewUpgrade(): Promise<DraftUpgradeView> {
    await this.draft?.saves.flush();
    return call("preview_draft_upgrade", { draft: this.draft?.id ?? 0 });
  }

  /** Moves the draft to the newest version of its form; what is on the screen is saved first. */
  async upgrade(): Promise<void> {
    const { draft } = this;
    if (draft === null || !(await draft.saves.flush())) return;
    const view = await call("upgrade_draft", { draft: draft.id, revision: draft.revision });
    await draft.saves.close();
    this.draft = new InterviewDraft(view, port);
  }

  /** Opens the draft again as the store has it now. */
  async reopen(): Promise<void> {
    const { draft } = this;
    if (draft === null || !(await draft.saves.flush())) return;
    const view = await call("open_interview", { participant: this.participant, form: draft.view.form.form });
    await draft.saves.close();
    this.draft = new InterviewDraft(view, port);
  }

  /** Takes over the draft of somebody who is not here any more. */
  async takeOver(other: number): Promise<void> {
    await this.draft?.saves.flush();
    const view = await call("take_over_draft", { draft: other });
    await this.draft?.saves.close();
    this.draft = new InterviewDraft(view, port);
    this.chosen();
  }

  /** Puts the screen into the hands of the participant, in a language of the form. */
  async hand(language: string): Promise<boolean> {
    const { draft } = this;
    if (draft === null || !(await draft.saves.flush())) return false;
    await call("hand_screen", { draft: draft.id, revision: draft.revision, language });
    await draft.saves.close();
    return true;
  }
}

const STANDARD = "standard";

function standardFirst(forms: readonly FormSummary[]): FormSummary[] {
  return [...forms].sort((a, b) => Number(b.code === STANDARD) - Number(a.code === STANDARD));
}
