import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { FormDefinition, FormEdit, FormFinding, FormItem, FormPage } from "$api/generated/contract";

/**
 * Changes to a form that nobody is asked yet, as a list: to undo is to leave the last one out. The program keeps the list
 * with every change, so that a lock or a crash loses none.
 */
export class Editing {
  edits = $state.raw<readonly FormEdit[]>([]);
  definition: FormDefinition = $state.raw(undefined as unknown as FormDefinition);
  refused = $state.raw<readonly FormFinding[]>([]);
  failure = $state.raw<CommandFailure | null>(null);
  busy = $state(false);
  readonly form: number;
  readonly version: number;
  readonly answered: ReadonlySet<string>;
  #turn = 0;

  constructor(page: FormPage) {
    this.form = page.summary.form;
    this.version = page.definition.version;
    this.definition = page.definition;
    this.answered = new Set(page.answered);
    // From before: shown as the form they make.
    if (page.unpublished.length > 0) void this.#preview(page.unpublished);
  }

  /** Takes other changes in the place of all: none, or those thrown away before. */
  become(edits: readonly FormEdit[]): Promise<void> {
    return this.#preview(edits);
  }

  /** Adds a change; typing on in the same words changes the last one instead. */
  change(edit: FormEdit): Promise<void> {
    const last = this.edits.at(-1);
    const before = last && sameWords(last, edit) ? this.edits.slice(0, -1) : this.edits;
    return this.#preview([...before, edit]);
  }

  undo(): Promise<void> {
    return this.#preview(this.edits.slice(0, -1));
  }

  /** Moves an item among its neighbours. */
  move(id: string, by: 1 | -1): Promise<void> {
    const siblings = siblingsOf(this.definition.items, id) ?? [];
    const at = siblings.findIndex((item) => item.id === id);
    const to = at + by;
    if (at === -1 || to < 0 || to >= siblings.length) return Promise.resolve();
    const before = by === -1 ? siblings[to] : siblings[to + 1];
    return this.change({ kind: "move", id, before: before?.id ?? null });
  }

  /** The form with its new version, or null when the program refuses. */
  async publish(): Promise<FormPage | null> {
    this.busy = true;
    this.failure = null;
    try {
      return await call("publish_form", this.#request(this.edits));
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #preview(edits: readonly FormEdit[]): Promise<void> {
    const turn = ++this.#turn;
    this.edits = edits;
    this.failure = null;
    try {
      const { definition, refused } = await call("preview_form", this.#request(edits));
      if (turn !== this.#turn) return;
      this.definition = definition;
      this.refused = refused;
    } catch (thrown) {
      if (turn === this.#turn) this.failure = asFailure(thrown);
    }
  }

  #request(edits: readonly FormEdit[]) {
    return { form: this.form, version: this.version, edits: [...edits] };
  }
}

/** The items among which one stands. */
export function siblingsOf(items: readonly FormItem[], id: string): readonly FormItem[] | undefined {
  if (items.some((item) => item.id === id)) return items;
  for (const item of items) {
    const found = item.kind === "question" ? undefined : siblingsOf(item.items, id);
    if (found) return found;
  }
  return undefined;
}

const WORDS: ReadonlySet<string> = new Set(["title", "label", "hint", "choice_label"]);

function sameWords(a: FormEdit, b: FormEdit): boolean {
  if (a.kind !== b.kind || !WORDS.has(a.kind)) return false;
  const of = ({ ...edit }: FormEdit) => JSON.stringify({ ...edit, text: "" });
  return of(a) === of(b);
}
