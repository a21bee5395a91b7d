import type { Commands } from "../api/generated/commands";
import type { CvGivenView, CvRequest, FeeView, IntroductionView, LedgersView, LicenceView, PaperBlock, ReportCountView, SeekingView } from "../api/generated/contract";
import { inventPeople, TODAY } from "./fake-people";

type PapersCommand =
  | "cv_room"
  | "cv_preview"
  | "save_cv"
  | "ledgers"
  | "save_licence"
  | "print_ledger"
  | "save_ledger"
  | "held_ledger"
  | "seekings"
  | "save_seeking"
  | "remove_seeking"
  | "fees"
  | "save_fee"
  | "remove_fee";
type PapersHandlers = { [N in PapersCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

const companies = [
  { id: 1, name: "あかね食品株式会社" },
  { id: 2, name: "みなと物流" },
];

/** A company towards which nobody has consented. */
const UNASKED = 2;

/** Answers the commands of this area from memory. */
export function papersCommands(): PapersHandlers {
  const people = inventPeople(12);
  const given = new Map<number, CvGivenView[]>();
  let licence: LicenceView = { number: "13-ム-300123", fees: false };
  const seekings = new Map<number, SeekingView[]>();
  let fees: FeeView[] = [];
  let next = 1;
  const nameOf = (id: number) => people.find(({ row }) => row.id === id)?.row.name ?? "Amal Haddad";

  function blocks({ participant, form, switches, language }: CvRequest): PaperBlock[] {
    const ja = form === "rirekisho" || language === "ja";
    const rows = switches.name
      ? [[ja ? "氏名" : "Name", nameOf(participant)]]
      : [[ja ? "イニシャル" : "Initials", "A. H."], [ja ? "参照番号" : "Reference", `${ja ? "候補者" : "Candidate"}-${participant}`]];
    if (switches.birth !== "no") rows.push([ja ? "生年月日" : "Date of birth", switches.birth === "year" ? "1991" : "1991-04-30"]);
    if (switches.contact) rows.push([ja ? "連絡先" : "Contact", "090-1234-5678"]);
    if (switches.residence) rows.push([ja ? "在留資格" : "Residence status", ja ? "特定活動" : "Designated Activities"]);
    const employer = switches.places ? "Damascus Logistics " : "";
    return [
      { kind: "title", text: ja ? (form === "rirekisho" ? "履歴書" : "経歴書") : "Curriculum vitae" },
      { kind: "aside", text: TODAY },
      { kind: "table", header: [], titled_rows: true, rows },
      { kind: "heading", text: ja ? "学歴・職歴" : "Work experience" },
      { kind: "table", header: ja ? ["年・月", "内容"] : ["When", "What"], titled_rows: false, rows: [["2014", `${employer}${ja ? "倉庫の検品" : "Checking goods"}`]] },
    ];
  }

  const introduced = (participant: number, part: Partial<IntroductionView> = {}): IntroductionView => ({
    placement: participant,
    participant,
    participant_name: nameOf(participant),
    company: 1,
    company_name: "あかね食品株式会社",
    on: "2024-05-10",
    came: "hired",
    hired_on: "2024-06-03",
    lasting: "regular",
    not_lured_until: "2026-06-03",
    missing: [],
    ...part,
  });
  const counted = (line: ReportCountView["line"], number: number, part: Partial<ReportCountView> = {}): ReportCountView => ({
    line,
    lasting: null,
    number,
    participants: [],
    openings: [],
    ...part,
  });
  const ledgersOf = (year: number): LedgersView => {
    const came = introduced(1);
    const unknown = introduced(2, { on: "2024-07-01", came: "hired", lasting: "not_told", not_lured_until: null, missing: ["term"] });
    return {
      year,
      years: [2024, 2023],
      licence,
      openings: [
        { opening: 1, company: 1, company_name: "あかね食品株式会社", title: "食品の検品", received_on: "2024-04-20", sought: 2, introductions: [came], missing: [] },
        { opening: 2, company: 2, company_name: "みなと物流", title: "倉庫作業", received_on: "2024-05-02", sought: 1, introductions: [], missing: ["address", "pay"] },
        { opening: null, company: 1, company_name: "あかね食品株式会社", title: "", received_on: null, sought: 0, introductions: [unknown], missing: ["opening"] },
      ],
      seekers: [
        { participant: 1, name: nameOf(1), received_on: "2024-04-15", last_day: null, introductions: [came], missing: [] },
        { participant: 2, name: nameOf(2), received_on: null, last_day: null, introductions: [unknown], missing: ["received"] },
      ],
      fees,
      fee_totals: fees.filter(({ amount }) => amount > 0).map(({ kind, amount }) => ({ kind, number: 1, amount })),
      report: [
        counted("new_openings", 3, { lasting: "regular", openings: [1, 2] }),
        counted("new_openings", 0, { lasting: "not_told" }),
        counted("open_openings", 1, { openings: [2] }),
        counted("new_seekers", 1, { participants: [1] }),
        counted("open_seekers", 1, { participants: [1] }),
        counted("hires", 1, { lasting: "regular", participants: [1] }),
        counted("hires", 1, { lasting: "not_told", participants: [2] }),
        counted("endless_hires", 1, { participants: [1] }),
        counted("left_within_six_months", 0),
        counted("six_months_unknown", 0),
      ],
    };
  };

  return {
    ledgers: ({ year }) => ledgersOf(year ?? 2024),
    save_licence: (request) => {
      licence = request;
      return null;
    },
    print_ledger: ({ ledger }) => ({ blocks: [{ kind: "title", text: ledger === "openings" ? "求人管理簿" : "求職管理簿" }] }),
    save_ledger: () => ({ saved: true }),
    held_ledger: () => ({
      entries: [
        {
          id: 1,
          until: "2026-03-31",
          over: false,
          names: ["Yusuf Demir"],
          birth: "1988-02-01",
          company: "みなと物流",
          days: [
            { kind: "recommended", on: "2024-02-01" },
            { kind: "placement_ended", on: "2024-03-31" },
          ],
          fees: [],
          asked: [{ received_on: "2024-01-10", wish: "倉庫の仕事", address: "東京都北区" }],
        },
      ],
    }),
    seekings: ({ id }) => ({ seekings: seekings.get(id) ?? [] }),
    save_seeking: ({ participant, seeking, input }) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(input.received_on)) throw { code: "no_such_date", field: "received_on" };
      const others = (seekings.get(participant) ?? []).filter(({ id }) => id !== seeking);
      seekings.set(participant, [{ id: seeking ?? next++, ...input }, ...others]);
      return { seekings: seekings.get(participant) ?? [] };
    },
    remove_seeking: ({ participant, seeking }) => {
      seekings.set(participant, (seekings.get(participant) ?? []).filter(({ id }) => id !== seeking));
      return { seekings: seekings.get(participant) ?? [] };
    },
    fees: ({ id }) => ({ licence: licence.fees, fees: fees.filter(({ placement }) => placement === id) }),
    save_fee: ({ fee, input }) => {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(input.received_on)) throw { code: "no_such_date", field: "received_on" };
      if (input.amount === null) throw { code: "empty", field: "amount" };
      const { placement } = input;
      if (placement === null && input.company === null) throw { code: "empty", field: "company" };
      const company = input.company ?? 1;
      fees = [
        ...fees.filter(({ id }) => id !== fee),
        {
          id: fee ?? next++,
          placement,
          company,
          company_name: companies.find(({ id }) => id === company)?.name ?? "",
          participant: placement,
          participant_name: placement === null ? "" : nameOf(placement),
          received_on: input.received_on,
          kind: input.kind,
          amount: input.amount,
          basis: input.basis,
          missing: input.basis === "" ? ["basis"] : [],
        },
      ];
      return null;
    },
    remove_fee: ({ fee }) => {
      fees = fees.filter(({ id }) => id !== fee);
      return null;
    },
    cv_room: ({ id }) => ({ companies, given: given.get(id) ?? [] }),
    cv_preview: (request) => ({
      language: request.form === "rirekisho" ? "ja" : request.language,
      blocks: blocks(request),
      given_anyway: request.switches.name ? [] : ["name"],
      gate: request.company === null ? null : { gate: "recommending", state: request.company === UNASKED ? "missing" : "stands", withdrawn_on: null },
    }),
    save_cv: ({ cv, file }) => {
      if (cv.company === UNASKED) throw { code: "consent_needed", field: null };
      const shown = Object.entries(cv.switches).filter(([, on]) => on === true).map(([code]) => code);
      const company = companies.find(({ id }) => id === cv.company)?.name ?? "";
      const line: CvGivenView = { given_on: TODAY, company, form: cv.form, file, language: cv.language, shown, given_by: "佐藤 みどり" };
      given.set(cv.participant, [line, ...(given.get(cv.participant) ?? [])]);
      return { saved: true };
    },
  };
}
