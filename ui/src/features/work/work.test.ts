import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it } from "vitest";
import { installFake } from "../../dev/fake";
import { session } from "../../session.svelte";
import { toasts } from "../../controls/toasts.svelte";
import Tasks from "../../views/Tasks.svelte";
import { laterDays } from "./lines";
import { timeOf } from "./task-form.svelte";

afterEach(() => {
  cleanup();
  clearMocks();
  toasts.list = [];
});

async function open() {
  installFake({ stage: "open" });
  await session.load();
  render(Tasks);
  await screen.findAllByTestId("work-line");
}

const titles = () => screen.getAllByTestId("work-line").map((line) => line.querySelector(".title")?.textContent ?? "");

describe("tasks", () => {
  it("stand in the order of their days, what is late first", async () => {
    await open();

    expect(titles()[0]).toContain("通訳の日程を伝える");
    expect(titles()[1]).toContain("二回目の面談");
  });

  it("that are done go, and come back when that is taken back", async () => {
    await open();
    const before = titles().length;

    const [first] = screen.getAllByTestId("work-done");
    if (first) await fireEvent.click(first);

    await waitFor(() => expect(titles()).toHaveLength(before - 1));
    toasts.list[0]?.action?.run();
    await waitFor(() => expect(titles()).toHaveLength(before));
  });

  it("that are put off are hidden until their day, and shown on request", async () => {
    await open();
    const before = titles().length;
    const [first] = screen.getAllByTestId("work-later");
    if (first) await fireEvent.click(first);
    await fireEvent.click(within(await screen.findByTestId("work-later-dialog")).getByText("1週間後"));
    await waitFor(() => expect(titles()).toHaveLength(before - 1));

    await fireEvent.click(screen.getByTestId("work-snoozed"));

    await waitFor(() => expect(titles()).toHaveLength(before));
  });

  it("without words are refused at the field", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("work-add"));
    await fireEvent.click(await screen.findByTestId("work-task-save"));

    await waitFor(() => expect(screen.getByTestId("work-title").getAttribute("aria-invalid")).toBe("true"));
  });

  it("are handed to a colleague by name", async () => {
    await open();
    const [first] = screen.getAllByTestId("work-hand");
    if (first) await fireEvent.click(first);
    const [to] = await screen.findAllByTestId("work-hand-to");
    if (to) await fireEvent.click(to);

    await waitFor(() => expect(toasts.list.some(({ text }) => text.includes("Elena Marchetti"))).toBe(true));
  });
});

describe("later", () => {
  it("next Monday is never today", () => {
    expect(laterDays("2024-06-20")).toEqual({ tomorrow: "2024-06-21", nextMonday: "2024-06-24", inAWeek: "2024-06-27" });
    expect(laterDays("2024-06-24").nextMonday).toBe("2024-07-01");
    expect(laterDays("2024-06-23").nextMonday).toBe("2024-06-24");
  });
});

describe("a time", () => {
  it("is read as it was typed, also in full width and in Japanese", () => {
    expect(["9:05", "0905", "14:30", "１４：３０", "9時", "9時5分", ""].map(timeOf)).toEqual(["09:05", "09:05", "14:30", "14:30", "09:00", "09:05", ""]);
    expect(timeOf("noon")).toBe("noon");
  });
});
