import { call, whenAnswered } from "$api/call";
import { asFailure } from "$api/errors";
import type { UndoStep, UndoView } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { t } from "$i18n";
import type { JournalSubject, JournalVerb } from "../../journal-codes";

/** An edit in words: what was done, with what. */
export function wordsOf(step: UndoStep): string {
  const verb = t.journal.verbs[step.verb as JournalVerb] ?? step.verb;
  const subject = t.journal.subjects[step.subject as JournalSubject] ?? step.subject;
  return t.undo.step(verb, subject);
}

/** An edit that is no older than this when the page opens was made on the page before. */
const JUST_NOW_MS = 20_000;

/** What can be undone of one participant, followed while their page is open. */
export class Undo {
  readonly participant: number;
  view: UndoView = $state.raw({ undo: null, redo: null, steps: 0 });
  busy = $state(false);
  readonly #changed: () => void;
  #told: string | null = null;
  #due: ReturnType<typeof setTimeout> | null = null;

  /** `changed` is called after something was undone or done again. */
  constructor(participant: number, changed: () => void) {
    this.participant = participant;
    this.#changed = changed;
  }

  /** Looks at once, and again after whatever else the page asks the program for; returns how to stop. */
  follow(now = Date.now()): () => void {
    void this.#look((at) => now - at < JUST_NOW_MS);
    const stop = whenAnswered((name) => {
      if (name === "undo_state" || name === "undo" || name === "redo" || name === "note_activity") return;
      if (this.#due) clearTimeout(this.#due);
      this.#due = setTimeout(() => void this.#look(() => true), 120);
    });
    return () => {
      stop();
      if (this.#due) clearTimeout(this.#due);
    };
  }

  async undo(): Promise<void> {
    const step = this.view.undo;
    if (step) await this.#step("undo", () => t.undo.undone(wordsOf(step)));
  }

  async redo(): Promise<void> {
    const step = this.view.redo;
    if (step) await this.#step("redo", () => t.undo.redone(wordsOf(step)));
  }

  async #step(name: "undo" | "redo", done: () => string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      this.view = await call(name, { id: this.participant });
      this.#told = keyOf(this.view);
      this.#changed();
      const back = name === "undo" ? { label: t.undo.redo, run: () => void this.redo() } : null;
      toasts.say(done(), back);
    } catch (thrown) {
      toasts.fail(thrown);
    } finally {
      this.busy = false;
    }
  }

  async #look(offered: (at: number) => boolean): Promise<void> {
    try {
      this.view = await call("undo_state", { id: this.participant });
    } catch (thrown) {
      if (asFailure(thrown).code !== "locked") this.view = { undo: null, redo: null, steps: 0 };
      return;
    }
    const step = this.view.undo;
    const fresh = keyOf(this.view);
    if (step && fresh !== this.#told && offered(Date.parse(step.at))) {
      toasts.offer(t.undo.done(wordsOf(step)), { label: t.undo.undo, run: () => void this.undo() });
    }
    this.#told = fresh;
  }
}

const keyOf = (view: UndoView): string => JSON.stringify([view.steps, view.undo]);

/** Which way a key press goes, if it is meant for this: not while something is typed, not in a dialog. */
export function wayOf(event: KeyboardEvent): "undo" | "redo" | null {
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  const way = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" && !event.shiftKey ? "redo" : null;
  const target = event.target;
  const typing =
    target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea|select)$/i.test(target.tagName));
  const covered = document.querySelector("dialog[open], [role='dialog']") !== null;
  return typing || covered ? null : way;
}
