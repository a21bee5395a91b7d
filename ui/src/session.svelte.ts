import { call } from "$api/call";
import type { Act, Language, SessionView } from "$api/generated/contract";
import { language } from "$i18n";

/** Saves what was typed last. */
export type LastSave = () => Promise<unknown>;

/** How the window looks; kept in memory only. */
export type Theme = "system" | "light" | "dark";

const SAVED_WITHIN_MS = 250;
const COVERED_AT_MOST_MS = 3000;

class Session {
  view: SessionView | null = $state(null);
  #theme: Theme = $state("system");
  #lastSaves = new Set<LastSave>();

  get stage() {
    return this.view?.stage ?? null;
  }

  /** Today on this computer (ISO 8601). */
  get today(): string {
    return this.view?.today ?? "";
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }

  /** Shows what the program says it is doing now. */
  accept(view: SessionView): void {
    this.view = view;
    language.current = view.language;
  }

  async load(): Promise<void> {
    this.accept(await call("session_status"));
  }

  async setLanguage(wanted: Language): Promise<void> {
    this.accept(await call("set_language", { language: wanted }));
  }

  /** Saves what was typed last before a lock; a lock waits no longer than 250 ms. Returns what takes it back. */
  beforeLock(save: LastSave): () => void {
    this.#lastSaves.add(save);
    return () => this.#lastSaves.delete(save);
  }

  /** Covers the window at once, locks, and starts the page anew so that no name stays in it. */
  async lock(): Promise<void> {
    cover();
    try {
      await this.#saveTheLast();
      await call("lock");
    } finally {
      startAnew();
    }
  }

  /** The program is about to lock: covers the window at once, saves what was typed last, and says so. */
  async makeWay(): Promise<void> {
    cover();
    await this.#saveTheLast();
    await call("flushed").catch(() => null);
    // The program ends this page. Should it not, the page may not stay covered for good.
    setTimeout(startAnew, COVERED_AT_MOST_MS);
  }

  async #saveTheLast(): Promise<void> {
    const saved = Promise.all([...this.#lastSaves].map((save) => save().catch(() => null)));
    await Promise.race([saved, new Promise((waited) => setTimeout(waited, SAVED_WITHIN_MS))]);
  }

  async leaveSample(): Promise<void> {
    await call("leave_sample");
    history.replaceState(null, "", "#/today");
    startAnew();
  }
}

/** Hides all of the page behind plain paper, in the same moment. */
function cover(): void {
  document.documentElement.dataset["covered"] = "";
}

/** Drops everything the page holds. */
export function startAnew(): void {
  cover();
  window.location.reload();
}

export const session = new Session();

/** Whether the person at the keyboard may do something; the program decides, the screen only leaves out what it would refuse. */
export function allowed(act: Act): boolean {
  return session.view?.acts.includes(act) ?? false;
}
