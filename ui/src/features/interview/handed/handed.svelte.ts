import { asFailure } from "$api/errors";
import type {
  CommandError,
  DraftSaved,
  FormState,
  HandedView,
  SaveHandedRequest,
  SessionView,
} from "../../../api/generated/contract";
import { outline, type Part, type QuestionPart, type RepeatPart } from "../../../asking/outline";
import { instancePath, withBack, withOneMore, withoutOne } from "../../../asking/repeats";
import { Autosave } from "../autosave.svelte";
import { withoutEmpty } from "../merge";

/** What the screen of the participant needs from the program: nothing else is answered meanwhile. */
export interface HandedPort {
  screen(): Promise<HandedView>;
  save(request: SaveHandedRequest): Promise<DraftSaved>;
  evaluate(request: SaveHandedRequest): Promise<FormState>;
  takeBack(current: string): Promise<SessionView>;
}

/** One page: a question, a note, or whether there is one more of something. */
export type HandedPage = QuestionPart | { readonly kind: "more"; readonly path: string; readonly repeat: RepeatPart };

/** The screen in the hands of the participant, one question at a time. */
export class Handed {
  answers = $state<Record<string, string>>({});
  state: FormState = $state.raw({ questions: {}, repeats: {}, hidden: [], headings: {} });
  /** Path of the page that is shown; null on the last one, which says thanks. */
  at = $state<string | null>(null);
  readonly view: HandedView;
  readonly saves: Autosave;
  readonly #port: HandedPort;
  #revision: number;
  #typing = $state<string | null>(null);

  readonly pages: readonly HandedPage[] = $derived.by(() => pagesOf(outline(this.view.definition, this.state)));
  readonly page: HandedPage | null = $derived.by(() => this.pages.find(({ path }) => path === this.at) ?? null);
  readonly place: number = $derived.by(() => this.pages.findIndex(({ path }) => path === this.at));

  constructor(view: HandedView, port: HandedPort) {
    this.view = view;
    this.#port = port;
    this.#revision = view.revision;
    this.answers = { ...view.answers };
    this.state = view.state;
    this.saves = new Autosave(() => this.#send(), asFailure as (thrown: unknown) => CommandError);
    this.at = this.#firstOpen();
  }

  answer(path: string, text: string, settled: boolean): void {
    this.answers[path] = text;
    this.#typing = settled ? null : path;
    this.saves.touch();
    if (settled) void this.saves.flush();
  }

  left(): void {
    this.#typing = null;
    void this.saves.flush();
  }

  /** Only what is wrong with an answer that was given: nobody has to answer. */
  problemOf({ path, state }: QuestionPart) {
    const problem = state?.problem ?? null;
    return problem === null || problem.code === "missing" || this.#typing === path ? null : problem;
  }

  /** The next page; what comes next may depend on the answer, so that is saved first. */
  async next(): Promise<void> {
    const from = this.at;
    this.#typing = null;
    if (!(await this.saves.flush())) await this.#evaluate();
    if (this.at !== from) return;
    this.at = this.pages[this.place + 1]?.path ?? null;
  }

  back(): void {
    const before = this.at === null ? this.pages.at(-1) : this.pages[this.place - 1];
    if (before) this.at = before.path;
  }

  async add(repeat: RepeatPart): Promise<void> {
    this.answers = withOneMore(this.answers, repeat.path, repeat.count);
    this.saves.touch();
    if (!(await this.saves.flush())) await this.#evaluate();
    const added = instancePath(repeat.path, repeat.count + 1);
    this.at = this.pages.find(({ path }) => path.startsWith(`${added}.`))?.path ?? this.at;
  }

  /** Takes the last one away; returns what brings it back. */
  remove(repeat: RepeatPart): () => void {
    const { answers, removed } = withoutOne(this.answers, repeat.path, repeat.count, repeat.count);
    this.#replace(answers);
    return () => {
      const now = this.state.repeats[repeat.path] ?? repeat.count - 1;
      this.#replace(withBack(this.answers, repeat.path, now, now + 1, removed));
    };
  }

  takeBack(current: string): Promise<SessionView> {
    return this.#port.takeBack(current);
  }

  #replace(answers: Record<string, string>): void {
    this.answers = answers;
    this.saves.touch();
    void this.saves.flush();
  }

  /** After a reload it goes on behind the last answer. */
  #firstOpen(): string | null {
    const answered = ({ path }: HandedPage) => (this.answers[path] ?? "") !== "";
    const last = this.pages.findLastIndex(answered);
    return (this.pages[last + 1] ?? this.pages[0])?.path ?? null;
  }

  async #send(): Promise<void> {
    try {
      await this.#save();
    } catch (thrown) {
      if (asFailure(thrown).code !== "draft_conflict") {
        void this.#evaluate();
        throw thrown;
      }
      // What stands on this screen was typed last.
      const theirs = await this.#port.screen();
      this.#revision = theirs.revision;
      this.answers = { ...theirs.answers, ...withoutEmpty(this.answers) };
      await this.#save();
    }
  }

  async #save(): Promise<void> {
    const saved = await this.#port.save({ revision: this.#revision, answers: withoutEmpty(this.answers) });
    this.#revision = saved.revision;
    this.state = saved.state;
  }

  async #evaluate(): Promise<void> {
    await this.#port.evaluate({ revision: this.#revision, answers: withoutEmpty(this.answers) }).then(
      (state) => (this.state = state),
      () => null,
    );
  }
}

function pagesOf(parts: readonly Part[]): HandedPage[] {
  return parts.flatMap((part): HandedPage[] => {
    if (part.kind === "question") return [part];
    if (part.kind === "group") return pagesOf(part.parts);
    const inside = part.instances.flatMap((instance) => pagesOf(instance.parts));
    return part.group.counted ? inside : [...inside, { kind: "more", path: part.path, repeat: part }];
  });
}
