import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ConsentHow, ParticipantView, QuestionView } from "$api/generated/contract";
import { InterviewDraft, type DraftPort } from "./draft.svelte";
import { neighbour } from "./progress";

const port: DraftPort = {
  open: (participant) => call("open_interview", { participant }),
  save: (request) => call("save_draft", request),
  finish: (request) => call("finish_interview", request),
  discard: (draft) => call("discard_draft", { draft }),
  reason: asFailure,
};

/** Everything the interview screen shows beside the questions. */
export class InterviewScreen {
  draft = $state.raw<InterviewDraft | null>(null);
  person = $state.raw<ParticipantView | null>(null);
  failure = $state.raw<CommandFailure | null>(null);
  /** Set while consent is explained, before the first question. */
  explaining = $state(false);
  profile = $state(false);
  readonly participant: number;

  constructor(participant: number) {
    this.participant = participant;
  }

  async open(): Promise<void> {
    try {
      const draft = await InterviewDraft.open(this.participant, port);
      this.explaining = !draft.consent && draft.continuedFrom === null;
      this.draft = draft;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async recordConsent(language: string, how: ConsentHow, on: string): Promise<void> {
    const towards = { recipient: "own", recipient_name: "", interpreter: "" } as const;
    const request = { participant: this.participant, purpose: "interview", ...towards, language, how, on } as const;
    const person = await call("record_consent", request);
    this.person = person;
    if (this.draft !== null) this.draft.consent = person.interview_consent;
    this.explaining = false;
  }

  async toggleProfile(): Promise<void> {
    this.profile = !this.profile;
    if (this.profile) this.person ??= await call("participant", { id: this.participant });
  }

  /** The question to go to from the one that has the cursor. */
  next(step: 1 | -1): string | undefined {
    if (this.draft === null) return undefined;
    return neighbour(this.draft.view.questions, this.draft.focus, step);
  }

  /** The question that has the cursor back when an interview is opened. */
  get first(): string | undefined {
    const questions: readonly QuestionView[] = this.draft?.view.questions ?? [];
    return this.draft?.focus ?? questions[0]?.id;
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
}
