import { bringsFiles, copiedPictures, filesOf } from "./files";

/** Files that are dragged over the window and let go there, or pasted into it. */
export class Dropping {
  /** Whether files hang over the window now. */
  over = $state(false);
  // Every element that the pointer passes is entered before the one before it is left.
  #depth = 0;
  readonly #take: (files: File[], how: "drop" | "paste") => void;

  constructor(take: (files: File[], how: "drop" | "paste") => void) {
    this.#take = take;
  }

  enter = (event: DragEvent): void => {
    if (!bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    this.#depth += 1;
    this.over = true;
  };

  leave = (event: DragEvent): void => {
    if (!bringsFiles(event.dataTransfer)) return;
    this.#depth = Math.max(0, this.#depth - 1);
    this.over = this.#depth > 0;
  };

  // Without this the window would open the file in place of the program.
  hover = (event: DragEvent): void => {
    if (!bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = modal() ? "none" : "copy";
  };

  drop = (event: DragEvent): void => {
    if (!bringsFiles(event.dataTransfer)) return;
    event.preventDefault();
    this.#depth = 0;
    this.over = false;
    const files = filesOf(event.dataTransfer);
    if (files.length > 0 && !modal()) this.#take(files, "drop");
  };

  paste = async (event: ClipboardEvent): Promise<void> => {
    if (modal() || isField(event.target)) return;
    const given = filesOf(event.clipboardData);
    if (given.length > 0) event.preventDefault();
    const files = given.length > 0 ? given : await copiedPictures(event.clipboardData);
    if (files.length > 0) this.#take(files, "paste");
  };
}

const modal = (): boolean => document.querySelector("dialog[open]") !== null;

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
