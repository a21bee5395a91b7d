import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { language } from "$i18n";
import { sankey } from "../../../charts/sankey";
import { largest, line, ticks } from "../../../charts/scale";
import { fakeCommands } from "../../../dev/fake";
import { figureViews } from "../../../dev/fake-figures";
import BreakdownChart from "./BreakdownChart.svelte";
import PathwayChart from "./PathwayChart.svelte";
import TurnoutChart from "./TurnoutChart.svelte";

let asked: [name: string, request: unknown][] = [];

function answers(people = 12) {
  const commands: Record<string, (request: never) => unknown> = fakeCommands({ language: "en", people });
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return structuredClone(commands[name]?.(request));
  });
}

const onperson = () => undefined;
const breakdown = () => render(BreakdownChart, { year: 2024, figures: figureViews(), onperson });
const flow = () => render(PathwayChart, { year: 2024, onperson });
const turnout = () => render(TurnoutChart, { year: 2024, onperson });
const requests = (name: string) => asked.filter(([each]) => each === name).map(([, request]) => request);

beforeEach(() => {
  asked = [];
  language.current = "en";
});
afterEach(() => {
  cleanup();
  clearMocks();
});

it("says in words what the chart shows, and opens the records of a month", async () => {
  answers();
  breakdown();

  const finding = await screen.findByTestId("breakdown-chart-finding");
  expect(finding.textContent).toContain("This year: 103 persons. The year before: 96 persons.");
  expect(finding.textContent).toContain("“Nov” with 12");
  await fireEvent.click(screen.getByTestId("breakdown-2024_11"));
  await waitFor(() => expect(requests("chart_records")).toHaveLength(1));
  expect(requests("chart_records")[0]).toEqual({
    year: 2024,
    of: { kind: "code", figure: "new_contacts", axis: "month", code: "2024_11" },
  });
});

it("shows every chart as a table, too", async () => {
  answers();
  breakdown();

  await fireEvent.click(await screen.findByTestId("breakdown-chart-as-table"));
  expect(screen.getByTestId("breakdown-total").textContent).toBe("103");
  expect(screen.getAllByRole("row")).toHaveLength(14);
});

it("shows the moves between stages and opens who made one", async () => {
  answers();
  flow();

  expect((await screen.findByTestId("flow-chart-finding")).textContent).toContain("First contact");
  await fireEvent.click(screen.getByTestId("flow-chart-as-table"));
  await fireEvent.click(screen.getByTestId("flow-new-first_contact"));
  await fireEvent.click(screen.getByTestId("flow-at_end-employed"));
  await waitFor(() => expect(requests("chart_records")).toHaveLength(2));
  expect(requests("chart_records")).toEqual([
    { year: 2024, of: { kind: "moved", from: null, to: "first_contact" } },
    { year: 2024, of: { kind: "standing", stage: "employed", part: "at_end" } },
  ]);
});

it("shows sessions with their attendance", async () => {
  answers();
  turnout();

  expect((await screen.findByTestId("turnout-chart-finding")).textContent).toContain("Career training: 24 sessions, attendance 83%.");
  await fireEvent.click(screen.getByTestId("turnout-chart-as-table"));
  await fireEvent.click(screen.getByTestId("turnout-sessions-japanese_club"));
  await waitFor(() => expect(requests("chart_records")).toEqual([{ year: 2024, of: { kind: "sessions", course: "japanese_club" } }]));
});

it("teaches where there is nothing yet", async () => {
  answers(0);
  breakdown();
  flow();
  turnout();

  expect(await screen.findByText("No records in this year yet")).toBeTruthy();
  expect(await screen.findByText("No moves in this year yet")).toBeTruthy();
  expect(await screen.findByText("No sessions in this year yet")).toBeTruthy();
});

const charts = [["breakdown", breakdown], ["flow", flow], ["turnout", turnout]] as const;

it.each(charts.flatMap(([name, draw]) => [[name, "chart", draw], [name, "table", draw]] as const))(
  "is clean for those who listen to it: %s as %s",
  async (name, view, draw) => {
    answers();
    const { container } = draw();
    await fireEvent.click(await screen.findByTestId(`${name}-chart-as-${view}`));

    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  },
);

it("draws within its frame", () => {
  const frame = { width: 100, height: 50, nodeWidth: 2 };
  const { nodes, ribbons } = sankey(3, [{ from: null, to: 0, count: 9 }, { from: 0, to: 2, count: 4 }, { from: 0, to: 1, count: 0 }], frame);
  expect(nodes.every(({ x, y, height }) => x >= 0 && x + 2 <= 100 && y >= 0 && y + height <= 50)).toBe(true);
  expect(ribbons).toHaveLength(2);
  expect(ribbons.every(({ path }) => !path.includes("NaN"))).toBe(true);
});

it("knows round numbers for a grid", () => {
  expect(ticks(11)).toEqual([0, 5, 10, 15]);
  expect(ticks(0)).toEqual([0, 1]);
  expect(ticks(3)).toEqual([0, 1, 2, 3]);
  expect(ticks(1234)).toEqual([0, 500, 1000, 1500]);
  expect(line([0, 10], 10, 100, 50)).toBe("M25 50L75 0");
  expect(largest([])).toBeNull();
});
