import type { Commands } from "../api/generated/commands";
import type { CvGivenView, CvRequest, PaperBlock } from "../api/generated/contract";
import { inventPeople, TODAY } from "./fake-people";

type PapersCommand = "cv_room" | "cv_preview" | "save_cv";
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

  return {
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
