import type {
  CommandError,
  DraftSaved,
  FinishInterviewRequest,
  InterviewDraftView,
  InterviewFinished,
  QuestionView,
  SaveDraftRequest,
} from "../../api/generated/contract";
import { Autosave } from "./autosave.svelte";
import { type Conflict, type DraftText, HELD_ON, keepBoth, reconcile, withoutEmpty } from "./merge";

/** What the draft needs from the other side of the bridge. */
export interface DraftPort {
  open(participant: number): Promise<InterviewDraftView>;
  save(request: SaveDraftRequest): Promise<DraftSaved>;
  finish(request: FinishInterviewRequest): Promise<InterviewFinished>;
  discard(draft: number): Promise<null>;
  reason(thrown: unknown): CommandError;
}

/** An interview while it is typed. What stands on the screen is never given up before it is in the store. */
export class InterviewDraft {
  answers = $state<Record<string, string>>({});
  heldOn = $state("");
  focus = $state<string | null>(null);
  savedAt = $state<string | null>(null);
  consent = $state(false);
  conflicts = $state<Conflict[]>([]);
  finishError = $state<CommandError | null>(null);
  finishing = $state(false);
  /** Set with the first key. */
  edited = $state(false);
  readonly view: InterviewDraftView;
  readonly continuedFrom: string | null;
  readonly saves: Autosave;
  readonly #port: DraftPort;
  #draft: number;
  #revision: number;
  #stored: DraftText;

  constructor(view: InterviewDraftView, port: DraftPort) {
    this.view = view;
    this.#port = port;
    this.#draft = view.draft;
    this.#revision = view.revision;
    this.#stored = { answers: { ...view.answers }, heldOn: view.held_on };
    this.answers = { ...view.answers };
    this.heldOn = view.held_on;
    this.focus = view.focus;
    this.savedAt = view.saved_at;
    this.continuedFrom = Object.keys(view.answers).length > 0 ? view.saved_at : null;
    this.consent = view.consent;
    this.saves = new Autosave(
      () => this.#send(),
      (thrown) => port.reason(thrown),
    );
  }

  static async open(participant: number, port: DraftPort): Promise<InterviewDraft> {
    return new InterviewDraft(await port.open(participant), port);
  }

  get id(): number {
    return this.#draft;
  }

  closed(question: QuestionView): boolean {
    return question.sensitive && !this.consent;
  }

  /** Whether a refusal can be shown where it belongs. */
  hasPlaceFor(error: CommandError): boolean {
    const open = this.view.questions.filter((question) => !this.closed(question));
    return error.field === HELD_ON || open.some((question) => question.id === error.field);
  }

  answered(question: string): boolean {
    return (this.answers[question] ?? "").trim() !== "";
  }

  get answeredCount(): number {
    return this.view.questions.filter((question) => this.answered(question.id)).length;
  }

  answer(question: string, text: string): void {
    this.answers[question] = text;
    this.#edited(question);
  }

  setHeldOn(text: string): void {
    this.heldOn = text;
    this.#edited(HELD_ON);
  }

  /** The cursor stands in another field; an untouched draft is not saved for that alone. */
  moveTo(field: string | null): void {
    if (this.focus === field) return;
    this.focus = field;
    if (this.savedAt !== null || this.saves.unsaved) this.saves.touch();
  }

  keepMine(field: string): void {
    this.#decide(field);
  }

  takeOther(field: string): void {
    const conflict = this.conflicts.find((each) => each.field === field);
    if (conflict === undefined) return;
    if (field === HELD_ON) this.heldOn = conflict.other;
    else this.answers[field] = conflict.other;
    this.#decide(field);
  }

  /** The interview on record, or null when something stands in its way (`finishError`, `conflicts` or the saved state say what). */
  async finish(): Promise<InterviewFinished | null> {
    if (this.finishing) return null;
    this.finishing = true;
    this.finishError = null;
    try {
      if (!(await this.saves.flush()) || this.conflicts.length > 0) return null;
      const done = await this.#port.finish({ draft: this.#draft, revision: this.#revision });
      await this.saves.close();
      return done;
    } catch (thrown) {
      this.#refused(this.#port.reason(thrown));
      return null;
    } finally {
      this.finishing = false;
    }
  }

  /** Throws the draft away; what is on the screen is saved first, so that an undo brings back all of it. */
  async discard(): Promise<void> {
    await this.saves.flush();
    await this.#port.discard(this.#draft);
    await this.saves.close();
  }

  #edited(field: string): void {
    this.focus = field;
    this.edited = true;
    if (this.finishError !== null && refersTo(this.finishError, field)) this.finishError = null;
    this.saves.touch();
  }

  #decide(field: string): void {
    this.conflicts = this.conflicts.filter((each) => each.field !== field);
    this.saves.touch();
  }

  #refused(error: CommandError): void {
    this.finishError = { code: error.code, field: error.field?.replace(/^answers\./, "") ?? null };
    if (error.code === "draft_conflict") this.saves.touch();
  }

  async #send(): Promise<void> {
    try {
      await this.#save();
    } catch (thrown) {
      if (this.#port.reason(thrown).code !== "draft_conflict") throw thrown;
      this.#take(await this.#port.open(this.view.person.id));
      await this.#save();
    }
  }

  async #save(): Promise<void> {
    const answers = withoutEmpty(keepBoth(this.answers, this.conflicts));
    const text: DraftText = { answers, heldOn: this.heldOn };
    const saved = await this.#port.save({
      draft: this.#draft,
      revision: this.#revision,
      answers,
      focus: this.focus,
      held_on: text.heldOn,
    });
    this.#revision = saved.revision;
    this.savedAt = saved.saved_at;
    this.#stored = text;
  }

  #take(theirs: InterviewDraftView): void {
    const mine: DraftText = { answers: { ...this.answers }, heldOn: this.heldOn };
    const merged = reconcile(this.#stored, mine, { answers: theirs.answers, heldOn: theirs.held_on });
    this.answers = { ...merged.text.answers };
    this.heldOn = merged.text.heldOn;
    const fields = new Set(merged.conflicts.map((each) => each.field));
    this.conflicts = [...this.conflicts.filter((each) => !fields.has(each.field)), ...merged.conflicts];
    this.#draft = theirs.draft;
    this.#revision = theirs.revision;
    this.consent = theirs.consent;
  }
}

/** `nothing_answered` is about the answers as a whole: any of them settles it. */
function refersTo(error: CommandError, field: string): boolean {
  if (error.code === "nothing_answered") return field !== HELD_ON;
  return error.field === null || error.field === field;
}
