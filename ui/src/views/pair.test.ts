import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { toasts } from "$controls/toasts.svelte";
import { session } from "$session";
import { choose } from "../dev/choose";
import { fakeCommands } from "../dev/fake";
import { addDays, TODAY } from "../dev/fake-people";
import Pair from "./Pair.svelte";
import Programmes from "./Programmes.svelte";

configure({ asyncUtilTimeout: 5000 });

let asked: [name: string, request: unknown][] = [];

beforeEach(() => {
  asked = [];
  toasts.list = [];
  const start = { language: "en" as const, people: 40 };
  session.accept(fakeCommands(start).session_status(null));
  const commands: Record<string, (request: never) => unknown> = fakeCommands(start);
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return structuredClone(commands[name]?.(request));
  });
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
const requests = (name: string) => asked.filter(([each]) => each === name).map(([, request]) => request);

it("a pair shows how far its three months and its plan have come, in words", async () => {
  render(Pair, { id: 2 });

  const head = await screen.findByTestId("pairs-head");
  expect(head.textContent).toMatch(/day 42 of 92/);
  expect(screen.getByTestId("pairs-plan").textContent).toMatch(/days overdue/);
});

it("another first day previews which open steps move and that done ones stay, and moves the end along", async () => {
  render(Pair, { id: 2 });
  await click("pairs-change");
  const end = (await screen.findByTestId("pairs-change-ends")) as HTMLInputElement;
  const before = end.value;

  await type("pairs-change-starts", addDays(TODAY, -34));

  const moves = await screen.findByTestId("pairs-change-moves");
  expect(moves.textContent).toContain("8 open steps move");
  expect(moves.textContent).toContain("4 done steps stay");
  expect(within(moves).getAllByTestId("pairs-change-move")).toHaveLength(8);
  expect(end.value).toBe(addDays(before, 7));
});

it("a meeting that did not take place needs a reason", async () => {
  render(Pair, { id: 2 });
  await click("pairs-meeting-add");
  await fireEvent.click(await screen.findByLabelText("did not take place"));
  await click("pairs-meeting-dialog-save");
  await waitFor(() => expect(screen.getByTestId("pairs-meeting-reason").getAttribute("aria-invalid")).toBe("true"));

  await choose("pairs-meeting-reason", "staff_ill");
  await click("pairs-meeting-dialog-save");

  await waitFor(() => expect(screen.queryByTestId("pairs-meeting-dialog-save")).toBeNull());
  expect(requests("save_meeting").at(-1)).toMatchObject({ meeting: null, completes: null, right: { state: "not_held", reason: "staff_ill" } });
});

it("a meeting can tick off the step of the plan that it was for", async () => {
  render(Pair, { id: 2 });
  await click("pairs-meeting-add");
  const steps = (await screen.findByTestId("pairs-meeting-completes")) as HTMLSelectElement;
  const step = steps.options[1]?.value ?? "";
  await choose("pairs-meeting-completes", step);
  await click("pairs-meeting-dialog-save");

  await waitFor(() => expect(requests("save_meeting").at(-1)).toMatchObject({ completes: Number(step) }));
  await waitFor(() => expect(screen.getByTestId("pairs-plan-left").textContent).toContain("5 of 12"));
});

it("a removed meeting comes back by undo", async () => {
  render(Pair, { id: 2 });
  const before = (await screen.findAllByTestId("pairs-meeting")).length;
  await fireEvent.click(screen.getAllByTestId("pairs-meeting-edit")[0] as HTMLElement);
  await click("pairs-meeting-remove");
  await waitFor(() => expect(screen.getAllByTestId("pairs-meeting")).toHaveLength(before - 1));

  toasts.list.at(-1)?.action?.run();

  await waitFor(() => expect(screen.getAllByTestId("pairs-meeting")).toHaveLength(before));
});

it("a pair that ends early needs a reason, drops its open steps, and takes them up again by undo", async () => {
  render(Pair, { id: 2 });
  await click("pairs-end");
  await click("pairs-end-dialog-save");
  expect((await screen.findByTestId("pairs-end-reason")).getAttribute("aria-invalid")).toBe("true");
  expect(requests("end_pair")).toEqual([]);

  await choose("pairs-end-reason", "moved");
  await click("pairs-end-dialog-save");
  await waitFor(() => expect(screen.getByTestId("pairs-head").textContent).toContain("Moved away"));
  expect(screen.getByTestId("pairs-plan").textContent).toContain("dropped");
  toasts.list.at(-1)?.action?.run();

  await waitFor(() => expect(screen.getByTestId("pairs-plan").textContent).not.toContain("dropped"));
});

it("the list of pairs leads to each, and says what is overdue", async () => {
  render(Programmes, { tab: "pairs" });

  const rows = await screen.findAllByTestId("pairs-row");
  expect(rows).toHaveLength(4);
  expect(rows.map(({ textContent }) => textContent).join()).toMatch(/2 steps overdue/);
  expect(screen.getByTestId("pairs-row-2").getAttribute("href")).toBe("#/programmes/pair/2");
});

it("a pair needs both of its people before anything is sent", async () => {
  render(Programmes, { tab: "pairs" });
  await waitFor(() => expect((screen.getByTestId("pairs-open") as HTMLButtonElement).disabled).toBe(false));
  await click("pairs-open");
  await click("pairs-open-dialog-save");

  await waitFor(() => expect(screen.getByTestId("pairs-participant").getAttribute("aria-invalid")).toBe("true"));
  expect(screen.getByTestId("pairs-mentor").getAttribute("aria-invalid")).toBe("true");
  expect(requests("open_pair")).toEqual([]);
});

it("whoever has not been asked whether they may be on record is marked in the list of mentors", async () => {
  render(Programmes, { tab: "mentors" });

  const rows = await screen.findAllByTestId("pairs-mentor-row");
  expect(rows.find(({ textContent }) => textContent?.includes("Marcus"))?.textContent).toContain("not asked yet");
});

it("removing a mentor's name says that it cannot be brought back", async () => {
  render(Programmes, { tab: "mentors" });
  await fireEvent.click((await screen.findAllByTestId("pairs-mentor-edit"))[0] as HTMLElement);
  await click("pairs-mentor-remove");
  expect(screen.getByTestId("pairs-mentor-dialog").textContent).toContain("cannot be brought back");
  expect(requests("remove_associate")).toEqual([]);

  await click("pairs-mentor-dialog-save");

  await waitFor(() => expect(requests("remove_associate")).toHaveLength(1));
});
