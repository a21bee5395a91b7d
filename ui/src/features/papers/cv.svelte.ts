import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { CvBirth, CvFileKind, CvForm, CvPreviewView, CvRequest, CvRoomView, Language } from "$api/generated/contract";

/** The switches that are only on or off, in the order in which they are shown. */
export const SWITCHES = ["name", "contact", "nationality", "residence", "places"] as const;

export type Switch = (typeof SWITCHES)[number];

/** A curriculum vitae of one participant: what is wanted, how it would look, what went before. */
export class Cv {
  readonly participant: number;
  room: CvRoomView | null = $state.raw(null);
  preview: CvPreviewView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  /** Of a save that was refused. */
  refused: CommandFailure | null = $state.raw(null);
  company = $state("");
  form: CvForm = $state("rirekisho");
  language: Language = $state("en");
  birth: CvBirth = $state("no");
  on: Record<Switch, boolean> = $state({ name: false, contact: false, nationality: false, residence: false, places: false });
  saving: CvFileKind | null = $state(null);
  #asked = 0;

  constructor(participant: number) {
    this.participant = participant;
  }

  get request(): CvRequest {
    const company = this.company === "" ? null : Number(this.company);
    const switches = { ...this.on, birth: this.birth };
    return { participant: this.participant, company, form: this.form, language: this.language, switches };
  }

  async load(): Promise<void> {
    try {
      this.room = await call("cv_room", { id: this.participant });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Draws what would go now. An answer that was overtaken by a later question is dropped. */
  async draw(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const preview = await call("cv_preview", this.request);
      if (asked === this.#asked) {
        this.preview = preview;
        this.failure = null;
      }
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }

  /** Saves it through the dialog of the system; whether it was. */
  async save(file: CvFileKind): Promise<boolean> {
    if (this.saving) return false;
    this.saving = file;
    this.refused = null;
    try {
      const { saved } = await call("save_cv", { cv: this.request, file });
      if (saved) this.room = await call("cv_room", { id: this.participant });
      return saved;
    } catch (thrown) {
      this.refused = asFailure(thrown);
      return false;
    } finally {
      this.saving = null;
    }
  }
}
