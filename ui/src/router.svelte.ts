/** The parts of the settings, in the order in which they are shown. */
export const settingsTabs = [
  "display",
  "organisation",
  "members",
  "keys",
  "forms",
  "backup",
  "journal",
  "keeping",
  "handover",
  "combining",
  "articles",
  "codes",
  "consent",
  "travel",
  "fields",
  "support",
  "about",
] as const;

export type SettingsTab = (typeof settingsTabs)[number];

/** The parts of the programmes, in the order in which they are shown. */
export const programmesTabs = ["cohorts", "pairs", "mentors", "courses"] as const;

export type ProgrammesTab = (typeof programmesTabs)[number];

/** The parts of the companies, in the order in which they are shown. */
export const companiesTabs = ["list", "board", "openings"] as const;

export type CompaniesTab = (typeof companiesTabs)[number];

/** Every place of the program; the only thing an address ever names is a number. */
export type Route =
  | { name: "today" }
  | { name: "tasks" }
  | { name: "people" }
  | { name: "new_person" }
  | { name: "import" }
  | { name: "duplicates" }
  | { name: "merge"; kept: number; gone: number }
  | { name: "person"; id: number }
  | { name: "correct_person"; id: number }
  | { name: "interview"; person: number; form?: number }
  | { name: "finished_interview"; id: number }
  | { name: "programmes"; tab?: ProgrammesTab }
  | { name: "cohort"; id: number; session?: number }
  | { name: "pair"; id: number }
  | { name: "companies"; tab?: CompaniesTab }
  | { name: "company"; id: number }
  | { name: "opening"; id: number }
  | { name: "placement"; id: number }
  | { name: "activities" }
  | { name: "figures" }
  | { name: "ledgers" }
  | { name: "report"; year: number }
  | { name: "release"; id: number }
  | { name: "new_release"; year: number }
  | { name: "settings"; tab?: SettingsTab };

const patterns: [RegExp, (number: number, second: number) => Route][] = [
  [/^today$/, () => ({ name: "today" })],
  [/^tasks$/, () => ({ name: "tasks" })],
  [/^people$/, () => ({ name: "people" })],
  [/^people\/new$/, () => ({ name: "new_person" })],
  [/^people\/import$/, () => ({ name: "import" })],
  [/^people\/duplicates$/, () => ({ name: "duplicates" })],
  [/^people\/(\d{1,15})\/merge\/(\d{1,15})$/, (kept, gone) => ({ name: "merge", kept, gone })],
  [/^people\/(\d{1,15})$/, (id) => ({ name: "person", id })],
  [/^people\/(\d{1,15})\/correct$/, (id) => ({ name: "correct_person", id })],
  [/^people\/(\d{1,15})\/interview$/, (person) => ({ name: "interview", person })],
  [/^people\/(\d{1,15})\/interview\/(\d{1,15})$/, (person, form) => ({ name: "interview", person, form })],
  [/^interviews\/(\d{1,15})$/, (id) => ({ name: "finished_interview", id })],
  [/^programmes$/, () => ({ name: "programmes" })],
  [/^programmes\/cohort\/(\d{1,15})$/, (id) => ({ name: "cohort", id })],
  [/^programmes\/cohort\/(\d{1,15})\/session\/(\d{1,15})$/, (id, session) => ({ name: "cohort", id, session })],
  [/^programmes\/pair\/(\d{1,15})$/, (id) => ({ name: "pair", id })],
  [/^companies$/, () => ({ name: "companies" })],
  [/^companies\/(\d{1,15})$/, (id) => ({ name: "company", id })],
  [/^openings\/(\d{1,15})$/, (id) => ({ name: "opening", id })],
  [/^placements\/(\d{1,15})$/, (id) => ({ name: "placement", id })],
  [/^activities$/, () => ({ name: "activities" })],
  [/^figures$/, () => ({ name: "figures" })],
  [/^ledgers$/, () => ({ name: "ledgers" })],
  [/^figures\/(\d{4})\/report$/, (year) => ({ name: "report", year })],
  [/^figures\/(\d{4})\/publish$/, (year) => ({ name: "new_release", year })],
  [/^figures\/releases\/(\d{1,15})$/, (id) => ({ name: "release", id })],
  [/^settings$/, () => ({ name: "settings" })],
];

/** Reads an address such as `#/people/12`; anything unknown leads to Today. */
export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#?\/?/, "").replace(/\/$/, "");
  const tab = settingsTabs.find((each) => path === `settings/${each}`);
  if (tab) return { name: "settings", tab };
  const part = programmesTabs.find((each) => path === `programmes/${each}`);
  if (part) return { name: "programmes", tab: part };
  const place = companiesTabs.find((each) => path === `companies/${each}`);
  if (place) return { name: "companies", tab: place };
  for (const [pattern, route] of patterns) {
    const match = pattern.exec(path);
    if (match) return route(Number(match[1] ?? 0), Number(match[2] ?? 0));
  }
  return { name: "today" };
}

/** Returns the address of a place, for `href` and `go`. */
export function address(route: Route): string {
  switch (route.name) {
    case "new_person":
      return "#/people/new";
    case "import":
      return "#/people/import";
    case "duplicates":
      return "#/people/duplicates";
    case "merge":
      return `#/people/${route.kept}/merge/${route.gone}`;
    case "person":
      return `#/people/${route.id}`;
    case "correct_person":
      return `#/people/${route.id}/correct`;
    case "interview":
      return route.form === undefined ? `#/people/${route.person}/interview` : `#/people/${route.person}/interview/${route.form}`;
    case "finished_interview":
      return `#/interviews/${route.id}`;
    case "programmes":
      return route.tab ? `#/programmes/${route.tab}` : "#/programmes";
    case "cohort":
      return `#/programmes/cohort/${route.id}${route.session === undefined ? "" : `/session/${route.session}`}`;
    case "pair":
      return `#/programmes/pair/${route.id}`;
    case "companies":
      return route.tab ? `#/companies/${route.tab}` : "#/companies";
    case "company":
      return `#/companies/${route.id}`;
    case "opening":
      return `#/openings/${route.id}`;
    case "placement":
      return `#/placements/${route.id}`;
    case "report":
      return `#/figures/${route.year}/report`;
    case "new_release":
      return `#/figures/${route.year}/publish`;
    case "release":
      return `#/figures/releases/${route.id}`;
    case "settings":
      return route.tab ? `#/settings/${route.tab}` : "#/settings";
    default:
      return `#/${route.name}`;
  }
}

/** Asked before a place is left; answers whether leaving is all right. */
export type LeaveGuard = () => boolean | Promise<boolean>;

class Router {
  current: Route = $state(parseRoute(window.location.hash));
  #guard: LeaveGuard | null = null;
  #shown = window.location.hash;

  /** Sets or clears the question asked before the place is left. */
  guard(guard: LeaveGuard | null): void {
    this.#guard = guard;
  }

  /** Follows the address bar, the back button and every link. */
  start(): void {
    window.addEventListener("hashchange", () => void this.#follow());
  }

  async #follow(): Promise<void> {
    const wanted = window.location.hash;
    if (wanted === this.#shown) return;
    if (this.#guard) {
      history.replaceState(null, "", this.#shown || "#/today");
      if (!(await this.#guard())) return;
      history.replaceState(null, "", wanted);
    }
    this.#guard = null;
    this.#shown = wanted;
    this.current = parseRoute(wanted);
  }
}

export const router = new Router();

/** Goes to a place; a guard may refuse. */
export function go(route: Route): void {
  window.location.hash = address(route);
}
