import type { Commands } from "../api/generated/commands";
import type { ImportRowView, ImportSummary, ImportView, PastImportView } from "../api/generated/contract";

type IntakeCommand =
  | "choose_spreadsheet"
  | "drop_spreadsheet"
  | "import_state"
  | "set_import_sheet"
  | "set_import_column"
  | "set_import_choices"
  | "check_import"
  | "import_rows"
  | "mend_import_cell"
  | "choose_import_twins"
  | "export_import_errors"
  | "run_import"
  | "forget_import"
  | "past_imports"
  | "undo_import";
type IntakeHandlers = { [N in IntakeCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

const blank: ImportView = {
  chosen: true,
  kind: "participants",
  sheets: [{ name: "名簿", hidden: false, rows: 24 }],
  sheet: 0,
  heading_row: 3,
  columns: [
    { index: 0, heading: "No.", field: null, sure: false, samples: ["1", "2", "3"] },
    { index: 1, heading: "氏名", field: "name", sure: true, samples: ["Amal KHAN", "バシル", "Chidi OKAFOR"] },
    { index: 2, heading: "国籍", field: "nationality", sure: true, samples: ["アフガニスタン", "ミャンマー", "コンゴ"] },
    { index: 3, heading: "生年月日(西暦)", field: "birth", sure: false, samples: ["1990/4/30", "1985", "1979/2/1"] },
    { index: 4, heading: "初回面談日", field: "first_contact", sure: true, samples: ["2024/6/20", "R6.6.21", "昨日"] },
    { index: 5, heading: "備考", field: null, sure: false, samples: ["電話は夜"] },
  ],
  fields: ["name", "latin_name", "reading", "birth", "nationality", "first_contact", "residence_status", "languages"],
  missing: [],
  first_contact: "",
  order: "unknown",
  seen_before: null,
  summary: null,
  add_twins: false,
  cohorts: [],
  cohort: null,
};

/** Names down, days across. */
const attendance: ImportView = {
  ...blank,
  kind: "attendance",
  columns: [
    { index: 0, heading: "氏名", field: "name", sure: true, samples: ["Amal KHAN", "バシル"] },
    { index: 1, heading: "4/12", field: "mark_on", sure: false, samples: ["○", "×"] },
    { index: 2, heading: "4/19", field: "mark_on", sure: false, samples: ["△", "○"] },
  ],
  fields: ["name", "participant_number", "birth", "cohort", "session_day", "starts_at", "mark", "mark_on"],
  missing: ["cohort"],
  cohorts: [{ id: 1, ja: "日本語クラス 春", en: "Japanese class spring", starts_on: "2026-04-01" }],
};

/** Answers the commands of this area from memory. */
export function intakeCommands(): IntakeHandlers {
  let view = blank;
  let faulty: ImportRowView[] = [];
  let twins: ImportRowView[] = [];
  let past: PastImportView[] = [];

  const row = (number: number, name: string): ImportRowView => ({
    row: number,
    name,
    faults: [],
    twin: null,
    twin_row: null,
    twin_name: "",
    why: [],
    add: false,
  });
  const summary = (): ImportSummary => {
    const added = twins.filter((twin) => twin.add).length;
    const ready = 20 - faulty.length - twins.length + added;
    return { rows: 20, ready, faulty: faulty.length, twins: twins.length, twins_added: added, skipped: 2 };
  };
  const looked = () => (view = { ...view, summary: summary() });

  return {
    choose_spreadsheet: ({ kind }) => (view = kind === "attendance" ? attendance : { ...blank, kind }),
    drop_spreadsheet: ({ kind }) => (view = kind === "attendance" ? attendance : { ...blank, kind }),
    import_state: () => view,
    set_import_sheet: ({ sheet }) => (view = { ...view, sheet, summary: null }),
    set_import_column: ({ column, field }) => {
      const columns = view.columns.map((each) => (each.index === column ? { ...each, field, sure: true } : each));
      return (view = { ...view, columns, missing: columns.some((each) => each.field === "name") ? [] : ["name"] });
    },
    set_import_choices: ({ first_contact, order, cohort }) =>
      (view = { ...view, first_contact, order: order ?? view.order, cohort, missing: view.missing.filter((field) => field !== "cohort" || !cohort) }),
    check_import: () => {
      faulty = [
        { ...row(6, "Chidi OKAFOR"), faults: [{ column: 2, field: "nationality", problem: "ambiguous_country", text: "コンゴ" }] },
        { ...row(9, "ダウィト"), faults: [{ column: 4, field: "first_contact", problem: "no_such_date", text: "昨日" }] },
      ];
      twins = [{ ...row(12, "Amal Khan"), twin: 1, twin_name: "Amal KHAN", why: ["same_name", "same_birth"] }];
      return looked();
    },
    import_rows: ({ filter, offset, limit }) => {
      const ready = Array.from({ length: summary().ready }, (_, index) => row(index + 14, `参加者 ${index + 1}`));
      const rows = { faulty, twins, ready }[filter];
      return { total: rows.length, rows: rows.slice(offset, offset + limit) };
    },
    mend_import_cell: ({ row: number }) => {
      faulty = faulty.filter((each) => each.row !== number);
      return looked();
    },
    choose_import_twins: ({ row: number, add }) => {
      twins = twins.map((each) => (number === null || each.row === number ? { ...each, add } : each));
      return looked();
    },
    export_import_errors: () => ({ saved: true }),
    run_import: () => {
      const done = { import: past.length + 1, added: summary().ready, summary: summary() };
      past = [
        {
          id: done.import,
          at: "2026-11-22T10:00:00+09:00",
          by: "はじめの職員",
          kind: view.kind,
          added: done.added,
          undone_at: null,
          untouched: done.added - 1,
          changed: 1,
          changed_first: [{ id: 1, name: "バシル" }],
        },
        ...past,
      ];
      return done;
    },
    forget_import: () => null,
    past_imports: () => ({ imports: past }),
    undo_import: ({ import: id }) => {
      past = past.map((each) => (each.id === id ? { ...each, undone_at: "2026-11-22T11:00:00+09:00" } : each));
      return { removed: 17, kept: 1 };
    },
  };
}
