import type { Snippet } from "svelte";

/** What a printer gets instead of the screen, for as long as something says so. */
class Paper {
  sheet: Snippet | null = $state.raw(null);

  /** Lays a sheet over the screen for the printer; returns what takes it away. */
  show(sheet: Snippet): () => void {
    this.sheet = sheet;
    document.documentElement.dataset["paper"] = "";
    return () => {
      this.sheet = null;
      delete document.documentElement.dataset["paper"];
    };
  }
}

export const paper = new Paper();
