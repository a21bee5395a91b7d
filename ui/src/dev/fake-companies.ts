import type { Commands } from "../api/generated/commands";
import type { CommandError, CompanyInput, CompanyView, ErrorCode, OpeningInput, OpeningRow, PersonRow } from "../api/generated/contract";
import { addDays, TODAY } from "./fake-people";
import type { FakePlacements } from "./fake-placements";

type Name =
  | "companies" | "company" | "save_company" | "remove_company" | "restore_company" | "save_contact" | "save_discussion" | "finish_next_step"
  | "remove_discussion" | "openings" | "opening" | "save_opening" | "close_opening" | "reopen_opening" | "fitting";
type Handlers = { [N in Name]: (request: Commands[N]["request"]) => Commands[N]["view"] };

interface FakeCompany extends Omit<CompanyView, "openings" | "placements" | "has_history"> {
  openings: OpeningRow[];
}

const NAMES: [string, string, string, string, string, string][] = [
  ["株式会社とまり丘製作所", "とまりおかせいさくしょ", "Tomarioka Works", "E", "50_99", "13"],
  ["つばめ橋フーズ合同会社", "つばめばしふーず", "Tsubamebashi Foods", "E", "100_299", "11"],
  ["Tomobashi Software K.K.", "ともばしそふとうぇあ", "Tomobashi Software", "G", "10_49", "13"],
  ["株式会社そらいろ物流", "そらいろぶつりゅう", "Sorairo Logistics", "H", "300_999", "12"],
  ["ひなた沢ホテルズ株式会社", "ひなたざわほてるず", "Hinatazawa Hotels", "M", "50_99", "14"],
];

const openingOf = (company: number, title: string, more: Partial<OpeningInput>): OpeningInput => ({
  company, title, occupation: "82", tasks: "部品の組立と検査。入社後に先輩がつく。", prefecture: "13", place: "見本市", pay_from: 210_000, pay_to: 250_000,
  pay_unit: "month", term: "regular", term_months: null, trial_months: 3, hours: "9:00~18:00", conditions: "社会保険完備、土日祝休み", japanese: "N4",
  languages: [], statuses: [], sought: 2, received_on: addDays(TODAY, -30), valid_until: addDays(TODAY, 120), notes: "", ...more,
});

/** Answers the commands of this area from memory. */
export function companiesCommands(people: { count: number; row: (id: number) => PersonRow }, placements: FakePlacements): Handlers {
  let companies: FakeCompany[] = people.count === 0 ? [] : NAMES.map(([name, reading, name_en, industry, size, prefecture], index) => {
    const id = index + 1;
    const company: CompanyInput = { name, reading, name_en, industry, size, prefecture, address: "見本市とまり木1丁目", phone: "000-0000-0000", website: "", notes: "" };
    const row = (number: number, opening: OpeningInput): OpeningRow => ({ id: number, company_name: name, opening, is_open: true, closed_on: null, close_reason: "", live: 0, employed: 0 });
    return {
      id,
      company,
      retired_on: id === 5 ? addDays(TODAY, -20) : null,
      contacts: [{ id, associate: 100 + id, name: "見本 直子", reach: "000-0000-0000", position: "人事部", from: addDays(TODAY, -200), until: null, roles: id === 1 ? ["speaker"] : [] }],
      discussions: [
        { id, on: addDays(TODAY, -7 * id), kind: "visit", contact: id, said: "現場の見学をさせてもらった。やさしい日本語での指示書を作りはじめている。", next_step: "求人票の下書きを送る", due_on: addDays(TODAY, 8 - 7 * id), done_on: id > 2 ? addDays(TODAY, -3) : null, assignee: 0 },
      ],
      openings: id > 3 ? [] : [row(id, openingOf(id, id === 3 ? "ソフトウェア開発" : "組立・検査スタッフ", id === 3 ? { occupation: "25", japanese: "" } : {}))],
    };
  });
  let last = 100;

  const of = (id: number) => companies.find((one) => one.id === id) ?? refuse("not_found");
  const openings = () => companies.flatMap((one) => one.openings);
  const opening = (id: number) => openings().find((one) => one.id === id) ?? refuse("not_found");
  const shown = (row: OpeningRow): OpeningRow => {
    const own = placements.all().filter((one) => one.opening === row.id);
    return { ...row, company_name: of(row.opening.company).company.name, live: own.filter((one) => !one.ended_on).length, employed: own.filter((one) => one.steps.some(({ step }) => step === "employed")).length };
  };
  const view = (id: number): CompanyView => {
    const one = of(id);
    const own = placements.all().filter((row) => row.company === id);
    return { ...one, openings: one.openings.map(shown), placements: own, has_history: one.contacts.length + one.discussions.length + one.openings.length + own.length > 0 };
  };
  const openingView = (id: number) => ({ row: shown(opening(id)), placements: placements.all().filter((one) => one.opening === id) });
  placements.named((id) => of(id).company.name, (id) => opening(id).opening.title);

  return {
    companies: ({ query }) => ({
      rows: companies
        .filter(({ company }) => `${company.name} ${company.reading} ${company.name_en}`.toLowerCase().includes(query.trim().toLowerCase()))
        .map(({ id, company, retired_on, discussions }) => {
          const { placements: own, openings: offered } = view(id);
          const { name, reading, name_en, industry, size, prefecture } = company;
          const live = own.filter((one) => !one.ended_on);
          const hired = live.filter((one) => one.steps.some(({ step }) => step === "trial_hire")).length;
          return { id, name, reading, name_en, industry, size, prefecture, retired_on, last_discussion: discussions[0]?.on ?? null, openings: offered.filter((one) => !one.closed_on).length, live: live.length, hired };
        }),
    }),
    company: ({ id }) => view(id),
    save_company: ({ id, company, another }) => {
      if (company.name.trim() === "") return refuse("empty", "name");
      if (id === null && !another && companies.some((one) => one.company.name === company.name.trim())) return refuse("already_there", "name");
      if (id !== null) of(id).company = company;
      else companies.push({ id: ++last, company, retired_on: null, contacts: [], discussions: [], openings: [] });
      return view(id ?? last);
    },
    remove_company: ({ id }) => {
      const retired = view(id).has_history;
      if (retired) of(id).retired_on = TODAY;
      else companies = companies.filter((one) => one.id !== id);
      return { retired };
    },
    restore_company: ({ id }) => {
      of(id).retired_on = null;
      return view(id);
    },
    save_contact: ({ id, company, name, reach, position, from, until }) => {
      const { contacts } = of(company);
      const known = contacts.find((one) => one.id === id);
      if (known) Object.assign(known, { position, until: until || null });
      else if (name.trim() === "") return refuse("empty", "name");
      else contacts.unshift({ id: ++last, associate: last, name, reach, position, from: from || TODAY, until: null, roles: [] });
      return view(company);
    },
    save_discussion: ({ id, company, on, kind, contact, said, next_step, due_on, assignee }) => {
      if (on === "") return refuse("empty", "on");
      if (due_on !== "" && next_step.trim() === "") return refuse("empty", "next_step");
      const { discussions } = of(company);
      const entered = { on, kind, contact, said, next_step, due_on: due_on || null, done_on: null, assignee };
      const known = discussions.find((one) => one.id === id);
      if (known) Object.assign(known, entered);
      else discussions.unshift({ id: ++last, ...entered });
      return view(company);
    },
    finish_next_step: ({ id, done }) => {
      for (const one of companies.flatMap(({ discussions }) => discussions)) if (one.id === id) one.done_on = done ? TODAY : null;
      return null;
    },
    remove_discussion: ({ id }) => {
      for (const one of companies) one.discussions = one.discussions.filter((row) => row.id !== id);
      return null;
    },
    openings: ({ open }) => ({ rows: openings().map(shown).filter((row) => !open || !row.closed_on) }),
    opening: ({ id }) => openingView(id),
    save_opening: ({ id, opening: input }) => {
      if (input.title.trim() === "") return refuse("empty", "title");
      if (input.pay_to !== null && (input.pay_from === null || input.pay_to < input.pay_from)) return refuse("out_of_range", "pay_to");
      if (id !== null) opening(id).opening = input;
      else of(input.company).openings.unshift({ id: ++last, company_name: "", opening: input, is_open: true, closed_on: null, close_reason: "", live: 0, employed: 0 });
      return openingView(id ?? last);
    },
    close_opening: ({ id, on, reason }) => {
      if (reason === "") return refuse("empty", "reason");
      Object.assign(opening(id), { closed_on: on, close_reason: reason, is_open: false });
      return openingView(id);
    },
    reopen_opening: ({ id }) => {
      Object.assign(opening(id), { closed_on: null, close_reason: "", is_open: true });
      return openingView(id);
    },
    fitting: ({ id }) => {
      const { company } = opening(id).opening;
      const rows = Array.from({ length: Math.min(people.count, 12) }, (_, index) => {
        const person = people.row(index + 1);
        const suits = (["yes", "unknown", "no"] as const)[index % 3] ?? "yes";
        return {
          person, occupation: suits, nearest: index % 3 === 0 ? "82" : "", same_group: index % 6 === 0, japanese: index % 2 === 0 ? ("yes" as const) : ("unknown" as const),
          known_by: index % 2 === 0 ? ("test" as const) : ("said" as const), level: index % 2 === 0 ? "N3" : "everyday", languages_missing: [], place: "yes" as const,
          status: "yes" as const, against: index % 3 === 2, under_way: placements.all().some((one) => one.company === company && one.person.id === person.id && !one.ended_on),
        };
      });
      return { rows, of: rows.length };
    },
  };
}


function refuse(code: ErrorCode, field: string | null = null): never {
  throw { code, field } satisfies CommandError;
}
