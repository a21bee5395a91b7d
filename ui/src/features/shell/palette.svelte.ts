import { call } from "$api/call";
import type { Act, CompanyRow, FoundNote, PersonRow } from "$api/generated/contract";
import type { IconName } from "$controls/Icon.svelte";
import { t } from "$i18n";
import { go, type Route, type SettingsTab, settingsTabs } from "$router";
import { allowed } from "$session";

/** Something the palette can open or do. */
export interface Entry {
  key: string;
  group: "people" | "companies" | "screens" | "actions";
  icon: IconName;
  /** The words, unless it is a person. */
  label: string;
  person: PersonRow | null;
  /** Why the person was found. */
  note?: FoundNote;
  run: () => void;
}

const SEARCH_AFTER_MS = 80;
const SHOWN_PEOPLE = 8;
const SHOWN_COMPANIES = 5;

/** Finds people, screens and actions by what is typed. */
export class Palette {
  query = $state("");
  at = $state(0);
  #people: { person: PersonRow; note: FoundNote | undefined }[] = $state.raw([]);
  #companies: readonly CompanyRow[] = $state.raw([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #lock: () => void;

  constructor(lock: () => void) {
    this.#lock = lock;
  }

  readonly entries: Entry[] = $derived.by(() => {
    const wanted = this.query.trim().toLocaleLowerCase();
    const fitting = [...screens(), ...(wanted === "" ? [] : sections()), ...actions(this.#lock)].filter(({ label }) =>
      label.toLocaleLowerCase().includes(wanted),
    );
    return [...this.#people.map(personEntry), ...this.#companies.map(companyEntry), ...fitting];
  });

  /** Looks for people a moment after the last key. */
  typed(): void {
    this.at = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.find().catch(() => this.#none()), SEARCH_AFTER_MS);
  }

  async find(): Promise<void> {
    const query = this.query.trim();
    if (query === "") {
      this.#none();
      return;
    }
    const [page, companies] = await Promise.all([
      call("list_people", { query, order: "name", offset: 0, limit: SHOWN_PEOPLE }),
      call("companies", { query }),
    ]);
    if (query !== this.query.trim()) return;
    this.#companies = companies.rows.slice(0, SHOWN_COMPANIES);
    this.#people = page.rows.map((person, index) => ({ person, note: page.found[index] }));
  }

  move(by: number): void {
    const count = this.entries.length;
    if (count > 0) this.at = (this.at + by + count) % count;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.query = "";
    this.at = 0;
    this.#none();
  }

  #none(): void {
    this.#people = [];
    this.#companies = [];
  }
}

function companyEntry({ id, name }: CompanyRow): Entry {
  return { key: `company-${id}`, group: "companies", icon: "company", label: name, person: null, run: () => go({ name: "company", id }) };
}

function personEntry({ person, note }: { person: PersonRow; note: FoundNote | undefined }): Entry {
  const run = () => go({ name: "person", id: person.id });
  return { key: `person-${person.id}`, group: "people", icon: "person", label: "", person, ...(note && { note }), run };
}

function screens(): Entry[] {
  const all: [Route, IconName, string][] = [
    [{ name: "today" }, "today", t.session.today],
    [{ name: "people" }, "people", t.session.people],
    [{ name: "programmes" }, "book", t.session.programmes],
    [{ name: "companies" }, "company", t.session.companies],
    [{ name: "activities" }, "calendar", t.session.activities],
    [{ name: "figures" }, "figures", t.session.figures],
    [{ name: "settings" }, "settings", t.session.settings],
  ];
  return all.map(([route, icon, label]) => ({
    key: route.name,
    group: "screens",
    icon,
    label,
    person: null,
    run: () => go(route),
  }));
}

// The other sections are everybody's, or say in one line who may.
const needed: Partial<Record<SettingsTab, Act>> = {
  members: "members",
  backup: "backup",
  forms: "forms",
  journal: "journal",
  keeping: "erase",
  handover: "hand_over",
  travel: "travel",
  fields: "organisation",
};

/** The sections of the settings; too many to be offered before anything is typed. */
function sections(): Entry[] {
  const open = settingsTabs.filter((tab) => {
    const act = needed[tab];
    return act === undefined || allowed(act);
  });
  return open.map((tab) => ({
    key: `settings-${tab}`,
    group: "screens",
    icon: "settings",
    label: t.session.settingsSection(t.settings.tabs[tab]),
    person: null,
    run: () => go({ name: "settings", tab }),
  }));
}

function actions(lock: () => void): Entry[] {
  const register: Entry = {
    key: "new",
    group: "actions",
    icon: "plus",
    label: t.people.newPerson,
    person: null,
    run: () => go({ name: "new_person" }),
  };
  return [
    ...(allowed("edit_people") ? [register] : []),
    { key: "lock", group: "actions", icon: "lock", label: t.session.lock, person: null, run: lock },
  ];
}
