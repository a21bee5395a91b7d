import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommandError, MarkAttendanceRequest } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { session } from "$session";
import { courses } from "../../courses.svelte";
import { fakeCommands } from "../../dev/fake";
import AttendancePanel from "./AttendancePanel.svelte";
import { Attendance } from "./attendance.svelte";

configure({ asyncUtilTimeout: 5000 });

/** The class of the invented world and its session of today. */
const CLASS = 1;
const SESSION = 1011;

let asked: [name: string, request: unknown][] = [];
let failing: CommandError | null = null;

beforeEach(() => {
  asked = [];
  failing = null;
  toasts.list = [];
  session.accept(fakeCommands({ language: "en", people: 40 }).session_status(null));
  const commands: Record<string, (request: never) => unknown> = fakeCommands({ language: "en", people: 40 });
  courses.accept(fakeCommands().courses(null));
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    if (failing && name === "mark_attendance") throw failing;
    return structuredClone(commands[name]?.(request));
  });
});

afterEach(() => {
  cleanup();
  clearMocks();
  vi.useRealTimers();
});

async function open(begin: number | undefined = SESSION): Promise<Attendance> {
  const attendance = new Attendance(CLASS, (failure) => toasts.fail(failure));
  render(AttendancePanel, { attendance, begin, onsessions: () => {}, onpeople: () => {} });
  await screen.findByTestId("attendance-grid");
  return attendance;
}

const active = () => document.activeElement as HTMLElement;
const press = (key: string, held = {}) => fireEvent.keyDown(active(), { key, ...held });
const marks = () => asked.filter(([name]) => name === "mark_attendance").flatMap(([, request]) => (request as MarkAttendanceRequest).marks);
const count = () => screen.getByTestId("attendance-count").textContent ?? "";

async function takeBack(): Promise<void> {
  await waitFor(() => expect(toasts.list.at(-1)?.action).toBeTruthy());
  toasts.list.at(-1)?.action?.run();
}

describe("the grid", () => {
  it("puts the keyboard to the first person of the session it was opened for", async () => {
    await open();

    await waitFor(() => expect(active().dataset["testid"]).toMatch(`attendance-cell-${SESSION}-`));
    expect(screen.getAllByRole("gridcell").filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  });

  it("is filled in for a whole class by one key a person, each saved at once", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    const people = attendance.sheet.filled.of;
    expect(people).toBeGreaterThanOrEqual(20);

    for (let pressed = 0; pressed < people; pressed++) await press(pressed % 9 === 4 ? "l" : "Enter");

    await waitFor(() => expect(attendance.sheet.queue.phase).toBe("saved"));
    expect(count()).toContain(`${people} of ${people} people marked`);
    expect(count()).toContain(`${people} keys`);
    expect(new Set(marks().map(({ participant }) => participant)).size).toBe(people);
  });

  it("takes four keys for a class with two exceptions and one who is late", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));

    for (const key of ["a", "e", "l", "r"]) await press(key);

    await waitFor(() => expect(attendance.sheet.queue.phase).toBe("saved"));
    expect(count()).toContain("4 keys");
    expect(attendance.sheet.filled.marked).toBe(attendance.sheet.filled.of);
  });

  it("is understood with a Japanese input method switched on", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));

    await press("ち", { code: "KeyA" });
    await press("Process", { code: "KeyL", keyCode: 229 });

    await waitFor(() => expect(marks().map(({ mark }) => mark)).toEqual(["absent", "late"]));
    expect(attendance.sheet.keys).toBe(2);
  });

  it("takes the last mark back with Ctrl+Z and goes to it", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    await press("a");
    await press("z", { ctrlKey: true });

    await waitFor(() => expect(marks().at(-1)).toMatchObject({ mark: null }));
    expect(attendance.sheet.at.row).toBe(0);
    expect(attendance.sheet.filled.marked).toBe(0);
  });

  it("names every row and column and speaks the mark", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    await press("l");

    const row = within(screen.getAllByTestId("attendance-row")[0] as HTMLElement);
    expect(row.getByRole("rowheader").textContent).toContain(attendance.sheet.rows[0]?.person.name ?? "?");
    expect(row.getByTestId(`attendance-cell-${SESSION}-${attendance.sheet.rows[0]?.person.id}`).textContent).toContain("Late");
    expect(screen.getAllByRole("columnheader").length).toBeGreaterThan(10);
    expect(document.querySelector('[aria-live="polite"].visually-hidden')?.textContent).toContain("Late");
  });

  it("says with a word, not only in grey, who had left or joined later", async () => {
    const attendance = await open();
    const left = attendance.sheet.rows.find(({ status }) => status === "left");

    expect(screen.getByTestId(`attendance-cell-${SESSION}-${left?.person.id}`).textContent).toContain("Had left");
  });

  it("takes the minutes of somebody who was there for a part, in full-width digits too", async () => {
    await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));

    await press("h");
    const field = await screen.findByTestId("attendance-minutes");
    await fireEvent.input(field, { target: { value: "４５" } });
    await fireEvent.keyDown(field, { key: "Enter" });

    await waitFor(() => expect(marks()).toEqual([expect.objectContaining({ mark: "present", minutes: 45 })]));
    await waitFor(() => expect(active().tagName).toBe("TD"));
  });

  it("shows marks that could not be saved, and saves them when asked again", async () => {
    failing = { code: "disk_full", field: null };
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    await press("p");

    expect((await screen.findByRole("alert")).textContent).toContain("1 mark is not saved yet");
    failing = null;
    await fireEvent.click(within(screen.getByRole("alert")).getByRole("button"));

    await waitFor(() => expect(attendance.sheet.queue.phase).toBe("saved"));
    expect(attendance.sheet.filled.marked).toBe(1);
  });
});

describe("a session that did not take place", () => {
  it("needs a reason, takes no marks, and comes back with them", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    await press("p");
    await fireEvent.click(screen.getByTestId("attendance-call-off"));
    await fireEvent.click(await screen.findByTestId("attendance-not-held-save"));
    await waitFor(() => expect(screen.getByTestId("attendance-not-held-reason").querySelector("[data-invalid]")).toBeTruthy());

    await fireEvent.click(within(screen.getByTestId("attendance-not-held-reason")).getAllByRole("radio")[0] as HTMLElement);
    await fireEvent.click(screen.getByTestId("attendance-not-held-save"));
    await waitFor(() => expect(attendance.sheet.session?.state).toBe("not_held"));
    expect(screen.queryByTestId("attendance-legend")).toBeNull();

    await takeBack();
    await waitFor(() => expect(attendance.sheet.filled.marked).toBe(1));
    expect(attendance.sheet.session?.state).toBe("held");
  });
});

describe("somebody who comes without being in the grid", () => {
  const add = async (name: string) => {
    const field = await screen.findByTestId("attendance-add-name");
    field.focus();
    await fireEvent.input(field, { target: { value: name } });
    await fireEvent.keyDown(field, { key: "Enter" });
  };

  it("is reached by a key, found by a part of a name, and is there and enrolled", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    const before = attendance.sheet.rows.length;
    await press("n");
    await waitFor(() => expect(active().dataset["testid"]).toBe("attendance-add-name"));

    await add("Amal al-Hasan 3");

    await waitFor(() => expect(attendance.sheet.rows).toHaveLength(before + 1));
    expect(asked.find(([name]) => name === "add_to_session")?.[1]).toMatchObject({ session: SESSION, enrol: true });
    await waitFor(() => expect(active().dataset["testid"], "back in the grid, at the person").toMatch(`attendance-cell-${SESSION}-`));
    expect(attendance.sheet.cell(attendance.sheet.row, attendance.sheet.session)?.mark).toBe("present");
  });

  it("is not added twice", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    const before = attendance.sheet.rows.length;

    await add("Hasan 2");

    await waitFor(() => expect(screen.getByTestId("attendance-add-name-option").getAttribute("aria-disabled")).toBe("true"));
    expect(asked.map(([name]) => name)).not.toContain("add_to_session");
    expect(attendance.sheet.rows).toHaveLength(before);
  });

  it("is registered by the name alone when nobody on record is alike", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));

    await add("Zawadi");

    await waitFor(() => expect(attendance.sheet.rows.some(({ person }) => person.name === "Zawadi")).toBe(true));
    expect(asked.find(([name]) => name === "add_new_to_session")?.[1]).toMatchObject({ name: "Zawadi", not_a_duplicate: false });
  });

  it("is asked about first when a name on record is alike, and the undo takes them out again", async () => {
    const attendance = await open();
    await waitFor(() => expect(active().tagName).toBe("TD"));
    await fireEvent.input(await screen.findByTestId("attendance-add-name"), { target: { value: "Olen" } });
    await fireEvent.click(await screen.findByTestId("attendance-add-name-new"));
    expect(await screen.findByTestId("attendance-likely")).toBeTruthy();
    expect(asked.map(([name]) => name)).not.toContain("add_new_to_session");

    await fireEvent.click(screen.getByTestId("attendance-likely-none"));
    await waitFor(() => expect(attendance.sheet.rows.some(({ person }) => person.name === "Olen")).toBe(true));
    await takeBack();

    await waitFor(() => expect(attendance.sheet.rows.some(({ person }) => person.name === "Olen")).toBe(false));
  });
});

it("without sessions it says where they are made", async () => {
  const opened = fakeCommands({ language: "en" });
  clearMocks();
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    const answer = (opened as unknown as Record<string, (request: never) => unknown>)[name]?.(request);
    return name === "attendance_grid" ? { ...(answer as object), sessions: [], people: [] } : answer;
  });
  const onsessions = vi.fn();
  render(AttendancePanel, { attendance: new Attendance(CLASS, () => {}), begin: undefined, onsessions, onpeople: () => {} });

  const empty = within(await screen.findByTestId("attendance-no-sessions"));
  await fireEvent.click(empty.getByRole("button"));

  expect(onsessions).toHaveBeenCalledOnce();
});
