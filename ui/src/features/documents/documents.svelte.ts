import { call } from "$api/call";
import { asFailure, CommandFailure } from "$api/errors";
import type { DocumentPreview, DocumentsView, DocumentView } from "$api/generated/contract";
import { readBase64 } from "./files";

/** What a document may weigh (bytes). */
export const LARGEST = 20 * 1024 * 1024;

/** How far the files of one drop are. */
export interface Attaching {
  at: number;
  of: number;
  name: string;
}

/** A file that could not be added. */
export interface Refused {
  name: string;
  failure: CommandFailure;
}

/** The documents of one participant. */
export class Documents {
  readonly participant: number;
  list: DocumentView[] | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  attaching: Attaching | null = $state.raw(null);
  refused: Refused[] = $state.raw([]);
  choosing = $state(false);
  #stopped = false;

  constructor(participant: number) {
    this.participant = participant;
  }

  get busy(): boolean {
    return this.choosing || this.attaching !== null;
  }

  async load(): Promise<void> {
    await this.#show(() => call("documents", { participant: this.participant }));
  }

  /** Opens the native dialog; answers how many documents came in by it. */
  async choose(): Promise<number> {
    if (this.busy) return 0;
    const before = this.list?.length ?? 0;
    this.choosing = true;
    this.refused = [];
    try {
      const shown = await this.#show(() => call("choose_document", { participant: this.participant }));
      return shown ? Math.max(0, (this.list?.length ?? 0) - before) : 0;
    } finally {
      this.choosing = false;
    }
  }

  /** Adds files one after another; answers how many came in. */
  async attach(files: readonly File[]): Promise<number> {
    if (this.busy || files.length === 0) return 0;
    this.#stopped = false;
    this.refused = [];
    this.failure = null;
    let added = 0;
    for (const [index, file] of files.entries()) {
      if (this.#stopped) break;
      this.attaching = { at: index + 1, of: files.length, name: file.name };
      if (await this.#add(file)) added += 1;
    }
    this.attaching = null;
    return added;
  }

  /** Leaves out the files that have not been read yet. */
  stop(): void {
    this.#stopped = true;
  }

  /** Removes a document for good; throws what the program says. */
  async remove(document: number): Promise<void> {
    this.list = (await call("remove_document", { document })).documents;
  }

  async #add(file: File): Promise<boolean> {
    try {
      if (file.size > LARGEST) refuse("file_too_large");
      if (file.size === 0) refuse("file_unreadable");
      const data = await readBase64(file);
      const view = await call("attach_document", { participant: this.participant, name: file.name, data });
      this.list = view.documents;
      return true;
    } catch (thrown) {
      this.refused = [...this.refused, { name: file.name, failure: asFailure(thrown) }];
      return false;
    }
  }

  // A dialog that was closed brings no list with it: what is shown stays.
  async #show(ask: () => Promise<DocumentsView>): Promise<boolean> {
    try {
      const view = await ask();
      this.failure = null;
      if (view.chosen || this.list === null) this.list = view.documents;
      return view.chosen;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    }
  }
}

function refuse(code: "file_too_large" | "file_unreadable"): never {
  throw new CommandFailure({ code, field: null });
}

/** A document while it is looked at. */
export class Preview {
  readonly document: DocumentView;
  view: DocumentPreview | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  constructor(document: DocumentView) {
    this.document = document;
  }

  async load(): Promise<void> {
    try {
      this.view = await call("document_preview", { document: this.document.id });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
