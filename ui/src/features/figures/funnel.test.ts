import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { language } from "$i18n";
import { fakeCommands } from "../../dev/fake";
import Funnel from "./Funnel.svelte";
import { percent, worst } from "./funnel.svelte";

let asked: [name: string, request: unknown][] = [];
let opened: number[] = [];

function start(people: number) {
  const commands: Record<string, (request: never) => unknown> = fakeCommands({ language: "en", people });
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return structuredClone(commands[name]?.(request));
  });
  return render(Funnel, { year: 2024, onperson: (id: number) => void opened.push(id) });
}

beforeEach(() => {
  asked = [];
  opened = [];
  language.current = "en";
});
afterEach(() => {
  cleanup();
  clearMocks();
});

const requests = (name: string) => asked.filter(([each]) => each === name).map(([, request]) => request);

it("says how many went how far, against the year before, and where most ended", async () => {
  start(12);

  const summary = await screen.findByTestId("funnel-summary");
  expect(summary.textContent).toContain("Recommendations made in this year: 84. The year before: 42.");
  expect(summary.textContent).toContain("Of them, went as far as employment: 7. The year before: 9.");
  expect(summary.textContent).toContain("“Recommended”: 38");
  expect(requests("funnel")).toEqual([{ year: 2024, followed: "year_end", by: null }]);
});

it("opens the placements behind a number, and the person behind a placement", async () => {
  start(12);

  await fireEvent.click(await screen.findByTestId("funnel-loss-offer-withdrew"));
  await waitFor(() => expect(requests("funnel_records")).toHaveLength(1));
  expect(requests("funnel_records")[0]).toEqual({
    year: 2024, followed: "year_end", stage: "offer", part: "lost", reason: "withdrew", by: null, value: null,
  });
});

it("opens the placements behind a number of the year before", async () => {
  start(12);

  await fireEvent.click(await screen.findByTestId("funnel-previous-employed"));

  await waitFor(() => expect(requests("funnel_records")).toHaveLength(1));
  expect(requests("funnel_records")[0]).toMatchObject({ year: 2023, stage: "employed", part: null });
});

it("splits by one dimension, with what nobody said apart", async () => {
  start(12);

  const list = (await screen.findByTestId("funnel-by")) as HTMLSelectElement;
  for (const option of list.options) option.toggleAttribute("selected", option.value === "japanese");
  list.value = "japanese";
  list.querySelector = ((query: string) =>
    query === ":checked" ? list.options[list.selectedIndex] : HTMLElement.prototype.querySelector.call(list, query)) as never;
  await fireEvent.change(list);

  await fireEvent.click(await screen.findByTestId("funnel-group-unknown-offer"));
  await waitFor(() => expect(requests("funnel_records")).toHaveLength(1));
  expect(requests("funnel_records")[0]).toMatchObject({ by: "japanese", value: "unknown", stage: "offer" });
  expect(screen.getByTestId("funnel-groups").textContent).toContain("Not known");
});

it("teaches when nobody was recommended yet", async () => {
  start(0);

  expect(await screen.findByText("No recommendations in this year yet")).toBeTruthy();
  expect(screen.queryByTestId("funnel-stages")).toBeNull();
});

it("is clean for those who listen to it", async () => {
  const { container } = start(12);
  await screen.findByTestId("funnel-stages");

  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

it("knows shares and the worst stage", () => {
  expect(percent({ entered: 3, converted: 1 })).toBe(33);
  expect(percent({ entered: 0, converted: 0 })).toBeNull();
  expect(worst([])).toBeNull();
});
