import { call } from "$api/call";
import { asFailure, fieldError, type CommandFailure } from "$api/errors";
import type { ProfileKind, ProfileRecord, ProfileView, SupportRecord } from "$api/generated/contract";
import { Attempting } from "../../attempt.svelte";

/** The record of one kind, without the word that tells the kinds apart. */
export type RecordOf<K extends ProfileKind> = Omit<Extract<ProfileRecord, { record: K }>, "record">;

/** What is known of one participant beyond name and birth. */
export class Profile {
  readonly participant: number;
  view: ProfileView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  constructor(participant: number) {
    this.participant = participant;
  }

  async load(): Promise<void> {
    try {
      this.view = await call("profile", { id: this.participant });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async save(id: number | null, record: ProfileRecord): Promise<void> {
    this.view = await call("save_profile_record", { participant: this.participant, id, record });
  }

  async remove(kind: ProfileKind, id: number): Promise<void> {
    this.view = await call("remove_profile_record", { participant: this.participant, kind, id });
  }

  async saveSupport(support: SupportRecord): Promise<void> {
    this.view = await call("save_support", { participant: this.participant, support });
  }
}

/** What a record of each kind says before anything is entered. */
const blank: { [K in ProfileKind]: RecordOf<K> } = {
  contact: { kind: "phone", value: "", safety: "unknown", care: "", preferred: false },
  residence: {
    status: "",
    from: "",
    ends_on: "",
    work: "unknown",
    work_ends_on: "",
    work_limits: "",
    designation: "",
    evidence: null,
  },
  language: {
    language: "",
    self_rated: null,
    jlpt_level: "",
    jlpt_score: null,
    jlpt_passed: false,
    jlpt_taken_on: "",
    listening: "",
    reading: "",
    spoken_interaction: "",
    spoken_production: "",
    writing: "",
    note: "",
  },
  schooling: { level: "", field: "", institution: "", subject: "", country: "", from: "", until: "", state: "unknown" },
  job: { occupation: "", title: "", employer: "", country: "", from: "", until: "", ongoing: false, tasks: "" },
  skill: { kind: "licence", name: "", since: "", in_japan: false },
  household: { relation: "spouse", name: "", birth: "", lives: "together", dependant: false, participant: null },
  note: { text: "" },
};

/** A record while it is entered or corrected. */
export class RecordForm<K extends ProfileKind> extends Attempting {
  readonly kind: K;
  readonly id: number | null;
  values: RecordOf<K> = $state() as RecordOf<K>;
  readonly #profile: Profile;

  constructor(profile: Profile, kind: K, id: number | null = null, record: RecordOf<K> = blank[kind]) {
    super();
    this.#profile = profile;
    this.kind = kind;
    this.id = id;
    this.values = { ...record };
  }

  /** The words for a field that was refused. */
  error(field: string): string | undefined {
    return fieldError(this.failure, field);
  }

  /** Whether it was saved. */
  async save(): Promise<boolean> {
    return this.attempt(async () => {
      await this.#profile.save(this.id, recordOf(this.kind, this.values));
    });
  }
}

/** The record as the program takes it. */
function recordOf<K extends ProfileKind>(kind: K, values: RecordOf<K>): ProfileRecord {
  return { record: kind, ...($state.snapshot(values) as object) } as unknown as ProfileRecord;
}

/** A number that may be empty, as a field holds it. */
export function numberOf(text: string): number | null {
  const digits = text.normalize("NFKC").trim();
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
}
