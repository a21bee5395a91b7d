import { call } from "$api/call";
import type { Language, SessionView } from "$api/generated/contract";
import { language } from "$i18n";

/** How the window looks; kept in memory only. */
export type Theme = "system" | "light" | "dark";

class Session {
  view: SessionView | null = $state(null);
  #theme: Theme = $state("system");
  #lastSave: (() => Promise<unknown>) | null = null;

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

  /** Saves what was typed last before a lock; the lock waits for it no longer than 300 ms. */
  beforeLock(save: (() => Promise<unknown>) | null): void {
    this.#lastSave = save;
  }

  /** Covers the window at once, locks, and starts the page anew so that no name stays in it. */
  async lock(): Promise<void> {
    document.documentElement.dataset["covered"] = "";
    try {
      const saved = this.#lastSave?.().catch(() => null);
      await Promise.race([saved, new Promise((waited) => setTimeout(waited, 300))]);
      await call("lock");
    } finally {
      startAnew();
    }
  }

  async leaveSample(): Promise<void> {
    await call("leave_sample");
    history.replaceState(null, "", "#/today");
    startAnew();
  }
}

/** Drops everything the page holds. */
export function startAnew(): void {
  document.documentElement.dataset["covered"] = "";
  window.location.reload();
}

export const session = new Session();
