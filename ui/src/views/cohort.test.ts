import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { session } from "$session";
import { fakeCommands } from "../dev/fake";
import { TODAY } from "../dev/fake-people";
import Cohort from "./Cohort.svelte";
import Programmes from "./Programmes.svelte";

configure({ asyncUtilTimeout: 5000 });

const CLASS = 1;
const FULL = 3;
const CLUB = 4;
let asked: [name: string, request: unknown][] = [];

function begin(roles: Role[] = ["caseworker", "office"], people = 40) {
  asked = [];
  toasts.list = [];
  const start = { language: "en" as const, people, roles };
  session.accept(fakeCommands(start).session_status(null));
  const commands: Record<string, (request: never) => unknown> = fakeCommands(start);
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return structuredClone(commands[name]?.(request));
  });
}

beforeEach(() => begin());
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
  const list = (await screen.findByTestId(id)) as HTMLSelectElement;
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector))) as typeof list.querySelector;
  await fireEvent.change(list);
}
const requests = (name: string) => asked.filter(([each]) => each === name).map(([, request]) => request);
const told = async (words: string) => waitFor(() => expect(toasts.list.map(({ text }) => text).join()).toContain(words));

async function takeBack() {
  await waitFor(() => expect(toasts.list.at(-1)?.action).toBeTruthy());
  toasts.list.at(-1)?.action?.run();
}

async function open(id: number, tab: string) {
  render(Cohort, { id });
  await click(`programmes-tab-${tab}`);
}

describe("sessions", () => {
  it("are made as a series in one go, previewed before, and taken back together", async () => {
    await open(CLASS, "sessions");
    await click("programmes-add-sessions");
    await type("programmes-series-times", "3");
    await waitFor(() => expect(within(screen.getByTestId("programmes-series-preview")).getAllByRole("listitem")).toHaveLength(3));

    await click("programmes-series-save");

    await told("3 sessions were added");
    expect(requests("add_sessions")).toHaveLength(1);
    await takeBack();
    await waitFor(() => expect(requests("remove_session")).toHaveLength(3));
  });

  it("are called off with a reason from the list, and held after all", async () => {
    await open(CLASS, "sessions");
    const row = within(await screen.findByTestId("programmes-session-1012"));
    await fireEvent.click(row.getByTestId("programmes-session-call-off"));
    await fireEvent.click(within(await screen.findByTestId("attendance-not-held-reason")).getByLabelText("Weather"));
    await click("attendance-not-held-save");
    await waitFor(() => expect(screen.getByTestId("programmes-session-1012").textContent).toMatch(/Not held.*Weather/));

    await fireEvent.click(within(screen.getByTestId("programmes-session-1012")).getByTestId("programmes-session-held"));

    await waitFor(() => expect(screen.getByTestId("programmes-session-1012").textContent).toContain("Planned"));
  });
});

describe("people", () => {
  it("who come after the last place wait, and it is said before and after", async () => {
    await open(FULL, "people");
    await click("programmes-enrol");
    expect((await screen.findByTestId("programmes-enrol-dialog")).textContent).toContain("The cohort is full");
    await type("programmes-enrol-name", "Tashi 2");
    await fireEvent.click((await screen.findAllByTestId("programmes-enrol-name-option"))[0] as HTMLElement);
    await click("programmes-enrol-dialog-save");

    await told("put on the waiting list");
    expect(screen.getAllByText("No. 3")).toHaveLength(1);
  });

  it("who are enrolled already cannot be chosen again", async () => {
    await open(CLASS, "people");
    await click("programmes-enrol");
    await type("programmes-enrol-name", "Olena Koval");

    const [first] = await screen.findAllByTestId("programmes-enrol-name-option");
    await fireEvent.click(first as HTMLElement);

    expect(first?.textContent).toContain("Enrolled already");
    expect(screen.queryByTestId("programmes-enrol-chosen")).toBeNull();
  });

  it("who leave need a reason, and come back by undo", async () => {
    await open(CLASS, "people");
    await fireEvent.click((await screen.findAllByTestId("programmes-leave"))[0] as HTMLElement);
    await click("programmes-end-dialog-save");
    await waitFor(() => expect(screen.getByTestId("programmes-end-reason").getAttribute("aria-invalid")).toBe("true"));

    await choose("programmes-end-reason", "moved");
    await click("programmes-end-dialog-save");
    await told("The end was recorded");
    await takeBack();

    await told("The end was taken back");
    expect(requests("resume_enrolment")).toHaveLength(1);
  });

  it("of a cohort that is over are completed all at once", async () => {
    await open(CLASS, "people");
    await click("programmes-complete-all");
    await click("programmes-end-dialog-save");

    await told("The end was recorded");
    expect(requests("end_enrolments")[0]).toMatchObject({ how: "completed", reason: "" });
    expect(screen.queryAllByTestId("programmes-leave")).toEqual([]);
  });
});

describe("an evening", () => {
  it("is counted by category without a name, and each count is saved", async () => {
    render(Cohort, { id: CLUB });
    const before = Number((await screen.findByTestId("programmes-heads-participants")).querySelector("input")?.value);

    await click("programmes-heads-participants-more");
    await click("programmes-heads-participants-more");
    await click("programmes-heads-volunteers-less");

    await waitFor(() => expect(requests("count_heads").at(-1)).toMatchObject({ heads: expect.arrayContaining([{ category: "participants", heads: before + 2 }]) }));
    expect(screen.queryByTestId("programmes-tab-people")).toBeNull();
  });

  it("never counts below nobody, and can be as if it was not counted", async () => {
    render(Cohort, { id: CLUB });
    const guests = await screen.findByTestId("programmes-heads-guests");
    for (let pressed = 0; pressed < 3; pressed++) await fireEvent.click(within(guests).getByTestId("programmes-heads-guests-less"));
    expect(guests.querySelector("input")?.value).toBe("0");

    await click("programmes-heads-clear");

    await waitFor(() => expect(requests("count_heads").at(-1)).toMatchObject({ heads: [] }));
  });
});

it("another first day says what it moves before it is saved", async () => {
  render(Cohort, { id: CLASS });
  await click("programmes-cohort-change");
  expect(screen.queryByTestId("programmes-cohort-moves")).toBeNull();

  await type("programmes-cohort-starts", TODAY);

  expect((await screen.findByTestId("programmes-cohort-moves")).textContent).toContain("77 days later");
});

it("a step of the plan is ticked off by a key and opened again", async () => {
  await open(CLASS, "plan");
  const box = within((await screen.findAllByTestId("programmes-plan-step"))[1] as HTMLElement).getByRole("checkbox");

  await fireEvent.click(box);

  await waitFor(() => expect(requests("set_plan_step")).toEqual([expect.objectContaining({ done_on: TODAY })]));
});

describe("the list of cohorts", () => {
  it("teaches what it is for while it is empty", async () => {
    begin(["caseworker", "office"], 0);
    render(Programmes, {});

    const empty = await screen.findByTestId("programmes-empty");
    expect(within(empty).getByTestId("programmes-open-cohort")).toBeTruthy();
  });

  it("leads with one button to the session that nobody has marked", async () => {
    render(Programmes, {});

    expect((await screen.findByTestId("programmes-take-1")).getAttribute("href")).toBe("#/programmes/cohort/1/session/1011");
  });

  it("keeps its filters while one goes away and comes back", async () => {
    const { unmount } = render(Programmes, {});
    await screen.findByTestId("programmes-cohorts");
    await choose("programmes-filter-when", "past");
    await waitFor(() => expect(requests("list_cohorts").at(-1)).toMatchObject({ when: "past" }));
    unmount();

    render(Programmes, {});

    await waitFor(() => expect((screen.getByTestId("programmes-filter-when") as HTMLSelectElement).value).toBe("past"));
    await choose("programmes-filter-when", "current");
  });

  it("shows whoever has no part in programmes who has", async () => {
    begin(["data_protection"]);
    render(Programmes, {});

    expect(await screen.findByTestId("only-for-programmes")).toBeTruthy();
    expect(requests("list_cohorts")).toEqual([]);
  });
});
