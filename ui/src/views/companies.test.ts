import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { toasts } from "$controls/toasts.svelte";
import { session } from "$session";
import { codes } from "../codes.svelte";
import { fakeCommands } from "../dev/fake";
import { board } from "../features/placements/board.svelte";
import { companyList } from "../features/companies/list.svelte";
import { readWhole } from "../numbers";
import Companies from "./Companies.svelte";
import Company from "./Company.svelte";
import Opening from "./Opening.svelte";
import Placement from "./Placement.svelte";

configure({ asyncUtilTimeout: 5000 });

let asked: [name: string, request: unknown][] = [];

async function open(people = 12): Promise<void> {
  const start = { language: "en" as const, people };
  const commands: Record<string, (request: never) => unknown> = fakeCommands(start);
  session.accept(fakeCommands(start).session_status(null));
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return structuredClone(commands[name]?.(request));
  });
  await codes.load();
}

beforeEach(async () => {
  asked = [];
  toasts.list = [];
  board.rows = null;
  board.filter = "";
  Object.assign(companyList, { query: "", industry: "", prefecture: "", state: "active", found: null });
  await open();
});
afterEach(() => {
  cleanup();
  clearMocks();
});

const click = async (id: string) => fireEvent.click(await screen.findByTestId(id));
const type = async (id: string, value: string) => {
  const field = await screen.findByTestId(id);
  await fireEvent.input(field, { target: { value } });
  await fireEvent.change(field, { target: { value } });
};
/** Chooses in a list; happy-dom knows no `:checked` option, by which Svelte reads the choice. */
async function choose(id: string, value: string) {
  const list = await screen.findByTestId<HTMLSelectElement>(id);
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector))) as typeof list.querySelector;
  await fireEvent.change(list);
}
const lastRequest = (name: string) => asked.findLast(([known]) => known === name)?.[1];
const column = async (stage: string) => within(await screen.findByTestId(`placements-column-${stage}`));

it("an office without companies is told what to do first", async () => {
  await open(0);
  render(Companies, { tab: "list" });

  await screen.findByTestId("companies-empty");
  expect(screen.getAllByTestId("companies-add").length).toBeGreaterThan(0);
});

it("filters of the list stay when one comes back to it", async () => {
  const { unmount } = render(Companies, { tab: "list" });
  expect((await screen.findAllByTestId("companies-row")).length).toBe(4);
  await choose("companies-filter-state", "retired");
  await waitFor(() => expect(screen.getAllByTestId("companies-row").length).toBe(1));
  unmount();

  render(Companies, { tab: "list" });
  await waitFor(() => expect(screen.getAllByTestId("companies-row").length).toBe(1));
  await type("companies-search", "nobody of this name");
  await click("companies-reset");
  await waitFor(() => expect(screen.getAllByTestId("companies-row").length).toBe(5));
});

it("a card goes on by Alt and an arrow, is announced, and is taken back the same way", async () => {
  render(Companies, { tab: "board" });
  const card = (await column("company_interview")).getAllByRole("link")[0];
  if (!card) throw new Error("no card");
  const name = card.textContent;

  await fireEvent.keyDown(card, { key: "ArrowRight", altKey: true });
  await click("placements-step-save");
  await waitFor(async () => expect((await column("offer")).queryByText(name ?? "")).not.toBeNull());
  expect(screen.getByTestId("placements-told").textContent).toContain("Offer");

  await fireEvent.keyDown((await column("offer")).getByText(name ?? "").closest("a") ?? card, { key: "ArrowLeft", altKey: true });
  await waitFor(async () => expect((await column("company_interview")).queryByText(name ?? "")).not.toBeNull());
});

it("a card is dropped on a later stage and not on an earlier one", async () => {
  render(Companies, { tab: "board" });
  const card = (await column("offer")).getAllByTestId("placements-card")[0];
  if (!card) throw new Error("no card");

  await fireEvent.dragStart(card);
  await fireEvent.drop(await screen.findByTestId("placements-column-company_interview"));
  expect(screen.queryByTestId("placements-step")).toBeNull();
  await fireEvent.dragStart(card);
  await fireEvent.drop(await screen.findByTestId("placements-column-placement_ended"));
  await click("placements-step-save");
  await waitFor(() => expect(screen.getByTestId("placements-step-reason").getAttribute("aria-invalid")).toBe("true"));
  await choose("placements-step-reason", "withdrew");
  await choose("placements-step-side", "participant");
  await click("placements-step-save");
  await waitFor(() => expect(lastRequest("take_step")).toMatchObject({ step: "placement_ended", reason: "withdrew", side: "participant" }));
});

it("a company with history is ended, not removed, and that can be taken back", async () => {
  render(Company, { id: 1 });
  await click("companies-remove");
  await screen.findByTestId("companies-restore");

  toasts.list.at(-1)?.action?.run();
  await screen.findByTestId("companies-remove");
});

it("a talk that is removed comes back by the way back in the message", async () => {
  render(Company, { id: 1 });
  await click("companies-tab-discussions");
  const talks = await screen.findByTestId("companies-discussions");
  await fireEvent.click(within(talks).getByRole("button", { name: /^Remove/ }));
  await waitFor(() => expect(screen.queryByTestId("companies-discussions")).toBeNull());

  toasts.list.at(-1)?.action?.run();
  expect((await screen.findByTestId("companies-discussions")).textContent).toContain("求人票の下書きを送る");
});

it("who may fit is shown with reasons, and a reason is asked where a warning needs one", async () => {
  render(Opening, { id: 1 });
  const rows = await screen.findAllByTestId("companies-fitting-row");
  expect(rows[0]?.textContent).toContain("Japanese");
  const free = rows.find((row) => !(within(row).getByTestId("companies-recommend") as HTMLButtonElement).disabled);
  if (!free) throw new Error("nobody free");
  await fireEvent.click(within(free).getByTestId("companies-recommend"));
  await click("placements-recommend-save");

  await waitFor(() => expect(lastRequest("recommend")).toMatchObject({ company: 1, opening: 1, on: session.today }));
});

it("an answer to whether they are still there is kept and can be changed", async () => {
  render(Placement, { id: 5 });
  await click("placements-check-1");
  await click("placements-retention-save");
  await waitFor(() => expect(screen.getByTestId("placements-checks").textContent).toContain("Still there"));
});

it("pay is read with separators and full-width digits, and words are none", () => {
  expect(["210,000", "２１００００円", "", "about 200"].map(readWhole)).toEqual([210_000, 210_000, null, undefined]);
});
