import { call } from "$api/call";
import { asFailure } from "$api/errors";
import type { SealedNoteLine, SealedNotesView } from "$api/generated/contract";
import { Attempting } from "../../attempt.svelte";
import { Autosave } from "./autosave.svelte";

/** An opened note without a key or a press is sealed again. */
export const SEALED_AGAIN_MS = 60_000;

/** The sealed notes of a participant. An opened text lives here for a while and nowhere else. */
export class SealedNotes extends Attempting {
  notes = $state.raw<readonly SealedNoteLine[]>([]);
  /** The one note that is open. */
  opened = $state.raw<{ note: number; text: string } | null>(null);
  /** What is typed and not sealed yet. */
  typed = $state("");
  loaded = $state(false);
  readonly participant: number;
  /** Keeps what is typed, sealed, so that neither a lock nor a crash takes it. */
  readonly keeping = new Autosave(
    async () => void (await call("draft_sealed_note", { participant: this.participant, text: this.typed })),
    asFailure,
  );
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(participant: number) {
    super();
    this.participant = participant;
  }

  async load(): Promise<void> {
    await this.attempt(async () => {
      const view = await call("sealed_notes", { participant: this.participant });
      this.#show(view);
      // What is typed while it loads is newer.
      if (!this.loaded && this.typed === "") this.typed = view.draft;
      this.loaded = true;
    });
  }

  /** Breaks the seal of one note; the program writes down who did. */
  async open(note: number): Promise<void> {
    this.hide();
    await this.attempt(async () => {
      this.opened = await call("reveal_sealed_note", { note });
      this.stay();
      this.notes = (await call("sealed_notes", { participant: this.participant })).notes;
    });
  }

  /** Somebody is still reading. */
  stay(): void {
    clearTimeout(this.#timer);
    if (this.opened !== null) this.#timer = setTimeout(() => this.hide(), SEALED_AGAIN_MS);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.opened = null;
  }

  type(text: string): void {
    this.typed = text;
    this.keeping.touch();
  }

  /** Keeps what is typed; true when it is in the store. */
  keep(): Promise<boolean> {
    return this.keeping.flush();
  }

  /** Seals what is typed; true when nothing is left unsealed. */
  async seal(): Promise<boolean> {
    const text = this.typed;
    if (text.trim() === "") return true;
    // No older words arrive after the note.
    await this.keeping.flush();
    return this.attempt(async () => {
      this.#show(await call("write_sealed_note", { participant: this.participant, text }));
      // What was typed meanwhile is not in the note.
      if (this.typed === text) this.typed = "";
      else this.keeping.touch();
    });
  }

  async remove(note: number): Promise<boolean> {
    if (this.opened?.note === note) this.hide();
    return this.attempt(async () => {
      this.notes = (await call("remove_sealed_note", { note })).notes;
    });
  }

  async restore(note: number): Promise<boolean> {
    return this.attempt(async () => {
      this.notes = (await call("restore_sealed_note", { note })).notes;
    });
  }

  #show(view: SealedNotesView): void {
    this.notes = view.notes;
  }
}
