import { asFailure, explain } from "$api/errors";

/** A short message with, perhaps, a way back. */
export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "danger";
  action: { label: string; run: () => void } | null;
  /** When it was shown, in milliseconds. */
  at: number;
}

const SHOWN_MS = 8000;
const JUST_NOW_MS = 2000;

class Toasts {
  list: Toast[] = $state([]);
  #next = 1;

  /** Shows a message; with an action it offers, for example, to undo. */
  say(text: string, action: Toast["action"] = null): void {
    this.#add(text, "plain", action);
  }

  /** Adds a way back to the message that was shown just now, unless it has one; says `text` when there is none. */
  offer(text: string, action: NonNullable<Toast["action"]>): void {
    const last = this.list.at(-1);
    if (last?.tone === "plain" && Date.now() - last.at < JUST_NOW_MS) last.action ??= action;
    else this.#add(text, "plain", action);
  }

  /** Tells what went wrong and what to do. */
  fail(thrown: unknown): void {
    const { happened, advice } = explain(asFailure(thrown));
    this.#add(`${happened} ${advice}`, "danger", null);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(text: string, tone: Toast["tone"], action: Toast["action"]): void {
    const id = this.#next++;
    this.list.push({ id, text, tone, action, at: Date.now() });
    if (tone === "plain") setTimeout(() => this.dismiss(id), SHOWN_MS);
  }
}

export const toasts = new Toasts();
