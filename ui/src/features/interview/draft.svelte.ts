import type {
  AsideAnswer,
  CommandError,
  DraftProblem,
  DraftSaved,
  EvaluateDraftRequest,
  FinishInterviewRequest,
  FormQuestion,
  FormState,
  InterviewDraftView,
  InterviewFinished,
  SaveDraftRequest,
} from "../../api/generated/contract";
import { idOf, outline, questionsById, questionsOf, type QuestionPart, type RepeatPart } from "../../asking/outline";
import { instancePath, withBack, withOneMore, withoutOne } from "../../asking/repeats";
import { Autosave } from "./autosave.svelte";
import { type Conflict, differing, type DraftText, HELD_ON, keepBoth, keptApart, reconcile, withoutEmpty } from "./merge";

/** What the draft needs from the other side of the bridge. */
export interface DraftPort {
  open(participant: number, form: number): Promise<InterviewDraftView>;
  save(request: SaveDraftRequest): Promise<DraftSaved>;
  evaluate(request: EvaluateDraftRequest): Promise<FormState>;
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
  /** What stood in the way when finishing was tried last. */
  problems = $state.raw<readonly DraftProblem[]>([]);
  finishing = $state(false);
  /** Set with the first key. */
  edited = $state(false);
  aside = $state.raw<readonly AsideAnswer[]>([]);
  /** Another window moved the draft to a newer version of its form: open it again once all is saved. */
  movedOn = $state(false);
  /** What the form says about the answers that were saved last. */
  state: FormState = $state.raw({ questions: {}, repeats: {}, hidden: [], headings: {} });
  readonly view: InterviewDraftView;
  readonly continuedFrom: string | null;
  readonly saves: Autosave;
  readonly #port: DraftPort;
  readonly #questions: ReadonlyMap<string, FormQuestion>;
  #draft: number;
  #revision: number;
  #stored: DraftText;
  /** The field in which somebody is typing: not the moment to find fault with it. */
  #typing = $state<string | null>(null);

  /** What is asked now. */
  readonly parts = $derived.by(() => outline(this.view.form, this.state));
  /** Every question that is asked now, in order. */
  readonly asked: readonly QuestionPart[] = $derived.by(() => questionsOf(this.parts));

  /** Of these, what a person answers: not what the form works out. */
  readonly answerable: readonly QuestionPart[] = $derived.by(() =>
    this.asked.filter(({ state }) => state?.read_only !== true && state?.value == null),
  );

  constructor(view: InterviewDraftView, port: DraftPort) {
    this.view = view;
    this.#port = port;
    this.#questions = questionsById(view.form);
    this.#draft = view.draft;
    this.#revision = view.revision;
    this.#stored = { answers: { ...view.answers }, heldOn: view.held_on };
    const { answers, conflicts } = keptApart(view.answers, (path) => this.#isText(path));
    this.answers = answers;
    this.conflicts = conflicts;
    this.heldOn = view.held_on;
    this.focus = view.focus;
    this.savedAt = view.saved_at;
    this.continuedFrom = Object.keys(view.answers).length > 0 ? view.saved_at : null;
    this.consent = view.consent;
    this.aside = view.aside;
    this.state = view.state;
    this.saves = new Autosave(
      () => this.#send(),
      (thrown) => port.reason(thrown),
    );
  }

  get id(): number {
    return this.#draft;
  }

  get revision(): number {
    return this.#revision;
  }

  /** The question that a path belongs to, whether it is asked now or not. */
  question(path: string): FormQuestion | undefined {
    return this.#questions.get(idOf(path));
  }

  closed(question: Pick<FormQuestion, "sensitive">): boolean {
    return question.sensitive && !this.consent;
  }

  /** Whether a refusal can be shown where it belongs. */
  hasPlaceFor(error: CommandError): boolean {
    const open = this.asked.filter(({ question }) => !this.closed(question));
    return error.field === HELD_ON || open.some(({ path }) => path === error.field);
  }

  answered(path: string): boolean {
    return (this.answers[path] ?? "").trim() !== "";
  }

  get answeredCount(): number {
    return this.answerable.filter(({ path }) => this.answered(path)).length;
  }

  /** Answers to questions that are not asked now: they stay, in case the answer before them changes again. */
  get hiddenAnswers(): string[] {
    const shown = new Set(this.asked.map(({ path }) => path));
    return Object.keys(this.answers).filter((path) => this.#questions.has(idOf(path)) && !shown.has(path) && this.answered(path));
  }

  /** What is wrong with an answer; nothing while it is typed, and nothing about a gap before finishing was tried. */
  problemOf({ path, state }: QuestionPart): DraftProblem["problem"] | null {
    const problem = state?.problem ?? null;
    if (problem === null || this.#typing === path) return null;
    return problem.code === "missing" && this.problems.length === 0 ? null : problem;
  }

  /** Takes an answer; one after which nothing more comes, such as a choice, is saved at once. */
  answer(path: string, text: string, settled = false): void {
    this.answers[path] = text;
    this.#typing = settled ? null : path;
    this.#edited(path);
    if (settled) void this.saves.flush();
  }

  /** Takes an answer away; returns what brings it back. */
  clear(path: string): () => void {
    const was = this.answers[path] ?? "";
    this.answer(path, "", true);
    return () => {
      if (!this.answered(path)) this.answer(path, was, true);
    };
  }

  /** Adds one more of what is asked several times; its path. */
  async addInstance(repeat: RepeatPart): Promise<string> {
    const added = instancePath(repeat.path, repeat.count + 1);
    this.answers = withOneMore(this.answers, repeat.path, repeat.count);
    this.#edited(repeat.path);
    if (!(await this.saves.flush())) await this.#evaluate();
    this.#begin(added);
    return added;
  }

  /** Takes one of several away; returns what brings it back. */
  removeInstance({ path, count }: RepeatPart, number: number): () => void {
    const { answers, removed } = withoutOne(this.answers, path, count, number);
    this.#replace(path, answers);
    return () => {
      const now = this.state.repeats[path] ?? count - 1;
      this.#replace(path, withBack(this.answers, path, now, Math.min(number, now + 1), removed));
    };
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

  /** The field was left. */
  left(): void {
    this.#typing = null;
    void this.saves.flush();
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

  /** The interview on record, or null when something stands in its way (`finishError`, `problems`, `conflicts` or the saved state say what). */
  async finish(skipMissing = false): Promise<InterviewFinished | null> {
    if (this.finishing) return null;
    this.finishing = true;
    this.finishError = null;
    this.#typing = null;
    try {
      if (!(await this.saves.flush()) || this.conflicts.length > 0) return null;
      return await this.#finish(skipMissing);
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

  async #finish(skipMissing: boolean): Promise<InterviewFinished | null> {
    const request = { draft: this.#draft, revision: this.#revision };
    const done = await this.#port.finish(skipMissing ? { ...request, skip_missing: true } : request);
    this.problems = done.problems;
    if (done.interview === null) return null;
    await this.saves.close();
    return done;
  }

  #isText(path: string): boolean {
    const question = this.#questions.get(idOf(path));
    return question === undefined || question.type === "text";
  }

  /** What the form proposes for a new instance. */
  #begin(instance: string): void {
    for (const [path, { default: proposed }] of Object.entries(this.state.questions)) {
      if (proposed === null || !path.startsWith(`${instance}.`) || path in this.answers) continue;
      this.answers[path] = proposed;
      this.saves.touch();
    }
  }

  #replace(repeat: string, answers: Record<string, string>): void {
    this.answers = answers;
    this.#edited(repeat);
    void this.saves.flush();
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
      if (this.#port.reason(thrown).code !== "draft_conflict") {
        void this.#evaluate();
        throw thrown;
      }
      this.#take(await this.#port.open(this.view.person.id, this.view.form.form));
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
    this.state = saved.state;
    this.#stored = text;
  }

  /** What cannot be saved now is asked about all the same: the conversation goes on. */
  async #evaluate(): Promise<void> {
    const request = { draft: this.#draft, answers: withoutEmpty(this.answers) };
    await this.#port.evaluate(request).then(
      (state) => (this.state = state),
      () => null,
    );
  }

  #take(theirs: InterviewDraftView): void {
    const mine: DraftText = { answers: { ...this.answers }, heldOn: this.heldOn };
    const merged = reconcile(this.#stored, mine, { answers: theirs.answers, heldOn: theirs.held_on });
    const apart = merged.conflicts.flatMap((each) =>
      this.#isText(each.field) ? [each] : differing(each, merged.text.answers[each.field] ?? ""),
    );
    this.answers = { ...merged.text.answers };
    this.heldOn = merged.text.heldOn;
    const fields = new Set(apart.map((each) => each.field));
    this.conflicts = [...this.conflicts.filter((each) => !fields.has(each.field)), ...apart];
    this.#draft = theirs.draft;
    this.#revision = theirs.revision;
    this.consent = theirs.consent;
    this.aside = theirs.aside;
    this.movedOn ||= theirs.form.version !== this.view.form.version;
  }
}

/** `nothing_answered` is about the answers as a whole: any of them settles it. */
function refersTo(error: CommandError, field: string): boolean {
  if (error.code === "nothing_answered") return field !== HELD_ON;
  return error.field === null || error.field === field;
}
