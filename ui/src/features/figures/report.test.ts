import { render, screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import type { FiguresView, FigureView, ReportView } from "../../api/generated/contract";
import ApprovalDialog from "./ApprovalDialog.svelte";
import { Explanation } from "./explain.svelte";
import ExplainDialog from "./ExplainDialog.svelte";
import ReportTable from "./ReportTable.svelte";

const expenses = [13_233, 13_741, 8_123, 3_091];
const report: ReportView = {
  year: 2024, organisation: "止まり木の会", results: [], unknown_figures: [], total_expenses_thousand_yen: 38_190,
  rows: expenses.map((expenses_thousand_yen, at) => ({
    programme: `p${at}`, name: "", content: "", dates: "", place: "", staff: 7, staff_concurrent: at === 0, scope: "",
    beneficiaries: [{ kind: "figure", id: "recommended", value: 35, unit: "persons" }, { kind: "words", text: "名" }],
    expenses_thousand_yen,
  })),
};

it("prints the total it was given, not the sum of the cut amounts", () => {
  render(ReportTable, { report, language: "ja", figure: () => undefined, onexplain: () => {} });
  expect(screen.getByTestId("report-total").textContent).toBe("38,190");
  expect(screen.getByTestId("report-expenses-p0").textContent).toBe("13,233");
});

it("opens the records of a figure in the table", () => {
  const onexplain = vi.fn();
  render(ReportTable, { report, language: "ja", figure: () => undefined, onexplain });
  screen.getAllByTestId("report-figure-recommended")[0]?.click();
  expect(onexplain).toHaveBeenCalledWith("recommended");
});

it("lets nobody approve before every small count is ticked", async () => {
  const view: FiguresView = {
    year: 2024, starts_on: "2024-04-01", ends_on: "2025-03-31", years: [2024], figures: [], programmes: [],
    of_organisation: false, combined: null, total_expenses_yen: 0, total_expenses_thousand_yen: 0, approval: null, small_counts: [{ figure: "permanent", value: 2 }],
  };
  render(ApprovalDialog, { view, exporting: false, onapprove: async () => {}, onclose: () => {} });
  const confirm = () => screen.getByTestId<HTMLButtonElement>("report-approve-confirm");
  const approver = screen.getByTestId<HTMLInputElement>("report-approver");
  approver.value = "hana_01";
  approver.dispatchEvent(new Event("input", { bubbles: true }));
  await vi.waitFor(() => expect(approver.value).toBe("hana_01"));
  expect(confirm().disabled).toBe(true);

  screen.getByTestId("approve-permanent").click();
  await vi.waitFor(() => expect(confirm().disabled).toBe(false));
});

it.each([[0], [3]])("tells how much of a figure belongs to people who were erased, if it is any: %i", (erased) => {
  const figure: FigureView = {
    id: "recommended", value: 35, previous: 0, ja: "推薦", en: "Recommended", rule_ja: "", rule_en: "",
    unit: "persons", basis: "flow", shown: true, programme: "placement",
  };
  const explanation = new Explanation();
  explanation.figure = figure.id;
  explanation.view = { figure, records: [], erased, elsewhere: 0, here: null };
  render(ExplainDialog, { explanation, onperson: () => {} });

  expect(screen.queryByTestId("explain-erased")?.textContent.includes("3") ?? false).toBe(erased > 0);
});
