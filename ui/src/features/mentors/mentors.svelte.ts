import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { AssociateInput, AssociateRow, AssociateView, NameKind, PersonRow } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

const SEARCH_AFTER_MS = 80;

/** People who are no participants; what was searched for stays while the vault is open. */
export class Mentors {
  query = $state("");
  role = $state("");
  rows: readonly AssociateRow[] | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get filtered(): boolean {
    return this.query.trim() !== "" || this.role !== "";
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), SEARCH_AFTER_MS);
  }

  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    const { query, role } = this;
    try {
      const { rows } = await call("associates", { query: query.trim(), role });
      if (query === this.query && role === this.role) this.rows = rows;
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

export const mentors = new Mentors();

/** A role while it is edited; the key stays when rows before it go. */
export interface RoleLine {
  key: number;
  role: string;
  from: string;
  until: string;
}

const own: readonly NameKind[] = ["preferred", "reading", "latin"];

/** Somebody who is no participant, while they are written down. */
export class MentorForm {
  names: Record<"preferred" | "reading" | "latin", string> = $state({ preferred: "", reading: "", latin: "" });
  organisation = $state("");
  contact = $state("");
  consentOn = $state("");
  roles: RoleLine[] = $state([]);
  /** The participant who is the same human. */
  participant: PersonRow | null = $state.raw(null);
  readonly sending = new Sending();
  readonly view: AssociateView | null;
  #nextKey = 1;

  private constructor(view: AssociateView | null) {
    this.view = view;
  }

  static blank(role: string, today: string): MentorForm {
    const form = new MentorForm(null);
    form.addRole(role, today);
    return form;
  }

  static of(view: AssociateView): MentorForm {
    const form = new MentorForm(view);
    for (const kind of ["preferred", "reading", "latin"] as const) {
      form.names[kind] = view.names.find((name) => name.kind === kind)?.text ?? "";
    }
    form.organisation = view.row.organisation;
    form.contact = view.contact;
    form.consentOn = view.row.consent_on ?? "";
    form.participant = view.participant;
    for (const { role, from, until } of view.roles) form.addRole(role, from, until);
    return form;
  }

  addRole(role: string, from: string, until = ""): void {
    this.roles.push({ key: this.#nextKey++, role, from, until });
  }

  removeRole(key: number): void {
    this.roles = this.roles.filter((line) => line.key !== key);
  }

  /** The request; names of kinds that have no field here stay as they are. */
  get input(): AssociateInput {
    const kept = (this.view?.names ?? []).filter(({ kind }) => !own.includes(kind));
    const typed = (["preferred", "reading", "latin"] as const).map((kind) => ({ kind, text: this.names[kind].trim() }));
    return {
      names: [...typed.filter(({ text }) => text !== "").map((name) => ({ ...name, script: "" })), ...kept],
      contact: this.contact,
      organisation: this.organisation,
      consent_on: this.consentOn,
      participant: this.participant?.id ?? null,
      roles: this.roles.map(({ role, from, until }) => ({ role, from, until })),
    };
  }

  save(): Promise<AssociateView | null> {
    return this.sending.run(() => call("save_associate", { associate: this.view?.row.id ?? null, right: this.input }));
  }
}
