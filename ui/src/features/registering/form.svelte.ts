import { call } from "$api/call";
import { asFailure, fieldError, type CommandFailure } from "$api/errors";
import type {
  LikelyDuplicate,
  NameKind,
  ParticipantInput,
  ParticipantView,
  WorkPermission,
} from "$api/generated/contract";

/** A name while it is edited; the key stays when rows before it go. */
export interface NameLine {
  key: number;
  text: string;
  kind: NameKind;
  /** Empty for the script that the text shows. */
  script: string;
}

/** Scripts in which names are met (ISO 15924). */
export const SCRIPTS = [
  "Adlm", "Arab", "Armn", "Beng", "Cyrl", "Deva", "Ethi", "Geor", "Grek", "Gujr", "Guru", "Hang", "Hani", "Hebr", "Hira",
  "Jpan", "Kana", "Khmr", "Knda", "Kore", "Laoo", "Latn", "Mlym", "Mong", "Mymr", "Nkoo", "Rohg", "Sinh", "Syrc", "Taml",
  "Telu", "Tfng", "Thaa", "Thai", "Tibt", "Vaii", "Yiii",
] as const;

const LOOK_AFTER_MS = 300;

/** What is known of a participant, while it is written down or corrected. */
export class ParticipantForm {
  names: NameLine[] = $state([]);
  birth = $state("");
  nationality = $state("");
  otherNationalities: string[] = $state([]);
  origin = $state("");
  languages: string[] = $state([]);
  firstContact = $state("");
  status = $state("");
  expiresOn = $state("");
  work: WorkPermission = $state("unknown");
  busy = $state(false);
  failure: CommandFailure | null = $state(null);
  likely: LikelyDuplicate[] = $state.raw([]);
  /** Asks whether one of the likely ones is the same person. */
  asking = $state(false);
  readonly #id: number | null;
  #before = $state("");
  #nextKey = 1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor(id: number | null) {
    this.#id = id;
  }

  static blank(today: string): ParticipantForm {
    const form = new ParticipantForm(null);
    for (const kind of ["preferred", "latin", "reading"] as const) form.addName(kind);
    form.firstContact = today;
    form.#before = form.#snapshot();
    return form;
  }

  static of(view: ParticipantView): ParticipantForm {
    const form = new ParticipantForm(view.person.id);
    // A script that was guessed is guessed again, should the text be corrected.
    for (const { text, kind, script, chosen } of view.names) form.addName(kind, text, chosen ? script : "");
    form.otherNationalities = [...view.other_nationalities];
    form.origin = view.origin ?? "";
    form.birth = view.birth ?? "";
    form.nationality = view.person.nationality ?? "";
    form.languages = [...view.languages];
    form.firstContact = view.person.first_contact;
    form.status = view.residence?.status ?? "";
    form.expiresOn = view.residence?.expires_on ?? "";
    form.work = view.residence?.work ?? "unknown";
    form.#before = form.#snapshot();
    return form;
  }

  get isNew(): boolean {
    return this.#id === null;
  }

  get dirty(): boolean {
    return this.#snapshot() !== this.#before;
  }

  /** Whether there is a name to look for. */
  get named(): boolean {
    return this.names.some(({ text }) => text.trim().length > 1);
  }

  /** The request: empty lines are left out, but somebody without any name keeps the first. */
  get input(): ParticipantInput {
    const names = this.#sent().map(({ text, kind, script }) => ({ text, kind, script }));
    const { birth, nationality, languages, status, work } = this;
    const residence = status === "" ? null : { status, expires_on: this.expiresOn || null, work };
    const { origin } = this;
    const other_nationalities = [...this.otherNationalities];
    const from = { birth, nationality, other_nationalities, origin };
    return { names, ...from, languages: [...languages], first_contact: this.firstContact, residence };
  }

  addName(kind: NameKind, text = "", script = ""): void {
    this.names.push({ key: this.#nextKey++, text, kind, script });
  }

  /** Adds the kind of name that is still missing. */
  addNextName(): void {
    const missing = (["own_script", "latin", "reading"] as const).find(
      (kind) => !this.names.some((name) => name.kind === kind),
    );
    this.addName(missing ?? "other");
  }

  removeName(key: number): void {
    this.names = this.names.filter((name) => name.key !== key);
    this.lookSoon();
  }

  /** The words for a refused field, if it is this one or a part of it. */
  errorOf(field: string): string | undefined {
    const refused = this.failure?.field ?? "";
    return refused === field || refused.startsWith(`${field}.`) ? fieldError(this.failure, refused) : undefined;
  }

  get errorOfStatus(): string | undefined {
    return fieldError(this.failure, "residence") ?? this.errorOf("residence.status");
  }

  errorOfName(key: number): string | undefined {
    const index = this.#sent().findIndex((name) => name.key === key);
    const first = this.names[0]?.key === key;
    if (this.failure?.field === `names.${index}.script`) return undefined;
    return this.errorOf(`names.${index}`) ?? (first ? fieldError(this.failure, "names") : undefined);
  }

  errorOfScript(key: number): string | undefined {
    return this.errorOf(`names.${this.#sent().findIndex((name) => name.key === key)}.script`);
  }

  /** Looks for people who may be the same, a moment after the last key. */
  lookSoon(): void {
    clearTimeout(this.#timer);
    if (this.isNew) this.#timer = setTimeout(() => void this.look().catch(() => {}), LOOK_AFTER_MS);
  }

  async look(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = JSON.stringify(this.input);
    const likely = this.named ? (await call("find_duplicates", this.input)).likely : [];
    if (asked === JSON.stringify(this.input)) this.likely = likely;
  }

  /** Saves; a new participant only after the likely duplicates were looked at. */
  async save(notADuplicate = false): Promise<ParticipantView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      return await this.#save(notADuplicate);
    } catch (thrown) {
      await this.#refused(asFailure(thrown));
      return null;
    } finally {
      this.busy = false;
    }
  }

  async #save(notADuplicate: boolean): Promise<ParticipantView | null> {
    const participant = this.input;
    if (this.#id !== null) return this.#kept(await call("correct_participant", { id: this.#id, participant }));
    if (!notADuplicate && this.named) {
      await this.look();
      this.asking = this.likely.length > 0;
      if (this.asking) return null;
    }
    return this.#kept(await call("add_participant", { participant, not_a_duplicate: notADuplicate }));
  }

  async #refused(failure: CommandFailure): Promise<void> {
    this.asking = false;
    if (failure.code === "likely_duplicate") {
      await this.look().catch(() => {});
      this.asking = this.likely.length > 0;
    }
    if (!this.asking) this.failure = failure;
  }

  #kept(view: ParticipantView): ParticipantView {
    this.asking = false;
    this.#before = this.#snapshot();
    return view;
  }

  #sent(): NameLine[] {
    const filled = this.names.filter(({ text }) => text.trim() !== "");
    return filled.length > 0 ? filled : this.names.slice(0, 1);
  }

  #snapshot(): string {
    return JSON.stringify(this.input);
  }
}
