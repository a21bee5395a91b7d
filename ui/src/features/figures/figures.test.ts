import { describe, expect, it } from "vitest";
import type { FiguresView, FigureView, ProgrammeYearView } from "../../api/generated/contract";
import { Approval } from "./approval.svelte";
import { bars, change, parseWhole, thousands } from "./numbers";
import { insertField, preview } from "./placeholders";
import { ProgrammeEdit } from "./programme.svelte";

const figure = (id: string, value: number, previous = 0): FigureView => ({
  id, value, previous, ja: id, en: id, rule_ja: "", rule_en: "", unit: "persons", basis: "flow", programme: "placement", shown: true,
});
const figures = [figure("recommended", 35), figure("companies", 73)];

const programme: ProgrammeYearView = {
  programme: "placement", name_ja: "職業紹介事業", name_en: "Job placement",
  results_ja: "{companies}社と協議した。", results_en: "", content_ja: "", content_en: "", dates_ja: "通年", dates_en: "",
  place_ja: "", place_en: "", staff: 7, staff_concurrent: true, scope_ja: "", scope_en: "",
  beneficiaries_ja: "{recommended}名", beneficiaries_en: "", expenses_yen: 13_233_450, expenses: [],
};

describe("a text with figures", () => {
  it("is cut into words and figures", () => {
    expect(preview("{companies}社に{recommended}名。", figures).pieces).toEqual([
      { kind: "figure", id: "companies", value: 73, unit: "persons" },
      { kind: "words", text: "社に" },
      { kind: "figure", id: "recommended", value: 35, unit: "persons" },
      { kind: "words", text: "名。" },
    ]);
  });

  it("keeps a field that names no figure as it stands, and names it once", () => {
    const { pieces, unknown } = preview("{nobody} and {nobody}", figures);
    expect(unknown).toEqual(["nobody"]);
    expect(pieces).toEqual([{ kind: "words", text: "{nobody} and {nobody}" }]);
  });

  it("takes an inserted field at the cursor", () => {
    expect(insertField("計名", "recommended", 1, 1)).toEqual({ text: "計{recommended}名", cursor: 14 });
  });
});

describe("numbers", () => {
  it("are read as people type yen", () => {
    expect(["13,233,450", "13,233,450円", "¥ 500", ""].map(parseWhole)).toEqual([13233450, 13233450, 500, null]);
    expect(["-1", "1.5", "abc"].map(parseWhole)).toEqual([null, null, null]);
  });

  it("are cut down to thousands, never rounded", () => {
    expect(thousands(8_123_999)).toBe(8123);
  });

  it("are compared with the year before in words", () => {
    expect(change(figure("a", 35, 17))).toEqual({ direction: "up", by: 18 });
    expect(change(figure("a", 7, 9))).toEqual({ direction: "down", by: 2 });
    expect(change(figure("a", 5, 0))).toEqual({ direction: "first", by: 5 });
    expect(bars(figure("a", 35, 70))).toEqual({ now: 50, before: 100 });
  });
});

describe("a programme's words", () => {
  it("can be saved as they came", () => {
    const edit = new ProgrammeEdit(programme, figures);
    expect(edit.changed).toBe(false);
    expect(edit.result()).toEqual(programme);
    expect(edit.expenses).toBe("13,233,450");
  });

  it("cannot be saved with a field that names no figure", () => {
    const edit = new ProgrammeEdit(programme, figures);
    edit.texts.results_ja = "{nobody}";
    expect(edit.unknownIn("results_ja")).toEqual(["nobody"]);
    expect(edit.result()).toBeNull();
  });

  it("show the thousand yen that will be printed", () => {
    const edit = new ProgrammeEdit(programme, figures);
    edit.expenses = "3,091,999";
    expect(edit.thousandYen).toBe(3091);
    expect(edit.result()?.expenses_yen).toBe(3_091_999);
  });
});

it("says nothing of a year before that was counted over something else", () => {
  expect(change({ value: 33, previous: null }).direction).toBe("unknown");
  expect(bars({ value: 33, previous: null })).toEqual({ now: 100, before: 0 });
});

describe("an approval", () => {
  const year: FiguresView = {
    year: 2024, starts_on: "2024-04-01", ends_on: "2025-03-31", years: [2024], figures, programmes: [programme],
    of_organisation: false, combined: null, total_expenses_yen: 0, total_expenses_thousand_yen: 0, approval: null,
    small_counts: [{ figure: "made_permanent", value: 2 }, { figure: "recommended", value: 3 }],
  };

  it("needs every small count ticked and a staff code", () => {
    const approval = new Approval(year, null);
    approval.tick("made_permanent", true);
    approval.approver = "hogo_01";
    expect(approval.request()).toBeNull();

    approval.tick("recommended", true);
    expect(approval.request()).toEqual({ year: 2024, approver: "hogo_01", small_counts: year.small_counts });
  });

  it("begins with the member at the keyboard only where their name is a staff code", () => {
    expect(new Approval(year, "hogo_01").approver).toBe("hogo_01");
    expect(new Approval(year, "佐藤 みなと").approver).toBe("");
  });

  it("takes no name in place of a staff code", () => {
    const approval = new Approval({ ...year, small_counts: [] }, null);
    approval.approver = "Hana Sato";
    expect(approval.request()).toBeNull();
  });
});
