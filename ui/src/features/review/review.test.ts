import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ReviewView } from "$api/generated/contract";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import ReviewPanel from "./ReviewPanel.svelte";
import { isOwnChoice, offered, Review } from "./review.svelte";

// The first drawing of a long list may take its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

let asked: [name: string, request: unknown][] = [];
let change: (view: ReviewView) => ReviewView = (view) => view;

beforeEach(() => {
  asked = [];
  change = (view) => view;
  const commands: Record<string, (request: never) => unknown> = fakeCommands();
  session.accept(fakeCommands().session_status(null));
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    const view = commands[name]?.(request);
    return name === "review" ? change(view as ReviewView) : view;
  });
});

afterEach(() => clearMocks());

const names = () => asked.map(([name]) => name);

it("the law decides how long the ledger is kept, the office the rest", () => {
  expect(isOwnChoice("placement_ledger")).toBe(false);
  expect(isOwnChoice("support")).toBe(true);
  expect(offered(30)).toContain(30);
});

it("rules that were not changed need not be saved", async () => {
  const review = new Review();
  await review.load();
  expect(review.changed).toBe(false);

  review.setMonths("support", 36);
  expect(review.changed).toBe(true);
  await review.save();

  expect(review.changed).toBe(false);
  expect(review.view?.rules.find(({ purpose }) => purpose === "support")?.months).toBe(36);
});

describe("the list of who is due", () => {
  it("offers to keep or to erase a person, and for a draft to open it", async () => {
    render(ReviewPanel, { review: new Review(), onerase: vi.fn() });

    expect(await screen.findAllByTestId("review-row")).toHaveLength(3);
    expect(screen.getAllByTestId("review-keep")).toHaveLength(2);
    expect(screen.getAllByTestId("review-erase")).toHaveLength(2);
    expect(screen.getAllByTestId("review-open-draft")).toHaveLength(1);
  });

  it("erases nobody by itself", async () => {
    const onerase = vi.fn();
    render(ReviewPanel, { review: new Review(), onerase });
    const [first] = await screen.findAllByTestId("review-erase");
    if (!first) throw new Error("somebody is due");

    await fireEvent.click(first);

    expect(onerase).toHaveBeenCalledWith(expect.objectContaining({ id: 8 }));
    expect(names()).not.toContain("erase_participant");
  });

  it("offers nothing for erasure while the clock is doubtful", async () => {
    change = (view) => ({ ...view, clock_doubtful: true });
    render(ReviewPanel, { review: new Review(), onerase: vi.fn() });

    expect(await screen.findByTestId("review-clock")).toBeTruthy();
    expect(screen.queryByTestId("review-erase")).toBeNull();
    expect(screen.queryByTestId("review-hold-remove")).toBeNull();
    expect(screen.queryByTestId("review-empty")).toBeNull();
  });

  it("appears once somebody has looked at the date and found it right", async () => {
    let doubtful = true;
    change = (view) => ({ ...view, clock_doubtful: doubtful });
    render(ReviewPanel, { review: new Review(), onerase: vi.fn() });
    const shown = await screen.findByTestId("review-clock-day");
    expect(shown.getAttribute("datetime")).toBe(session.today);
    expect(screen.queryByTestId("review-due")).toBeNull();

    doubtful = false;
    await fireEvent.click(screen.getByTestId("review-clock-right"));

    expect(await screen.findAllByTestId("review-row")).toHaveLength(3);
    expect(asked).toContainEqual(["confirm_date", { today: session.today }]);
    expect(screen.queryByTestId("review-clock")).toBeNull();
    await waitFor(() => expect(document.activeElement?.contains(screen.getByTestId("review-due"))).toBe(true));
  });

  it("stays away when the date changed before it was confirmed, and the new date is shown", async () => {
    change = (view) => ({ ...view, clock_doubtful: true });
    const today = session.today;
    session.accept({ ...fakeCommands().session_status(null), today: "1999-12-31" });
    render(ReviewPanel, { review: new Review(), onerase: vi.fn() });

    await fireEvent.click(await screen.findByTestId("review-clock-right"));

    expect(await screen.findByTestId("review-clock-moved")).toBeTruthy();
    await waitFor(() => expect(screen.getByTestId("review-clock-day").getAttribute("datetime")).toBe(today));
    expect(screen.queryByTestId("review-due")).toBeNull();
  });

  it("needs a reason to keep somebody", async () => {
    render(ReviewPanel, { review: new Review(), onerase: vi.fn() });
    const [first] = await screen.findAllByTestId("review-keep");
    if (!first) throw new Error("somebody is due");
    await fireEvent.click(first);

    await fireEvent.click(screen.getByTestId("review-keep-confirm"));
    expect(names()).not.toContain("keep_participant");
    await fireEvent.input(screen.getByTestId("review-keep-reason"), { target: { value: " still in training " } });
    await fireEvent.click(screen.getByTestId("review-keep-confirm"));

    await waitFor(() => expect(screen.getAllByTestId("review-row")).toHaveLength(2));
    expect(asked).toContainEqual(["keep_participant", { participant: 8, reason: "still in training" }]);
  });

  it("says so when nobody is due", async () => {
    change = (view) => ({ ...view, due: [] });
    render(ReviewPanel, { review: new Review(), onerase: vi.fn() });

    expect(await screen.findByTestId("review-empty")).toBeTruthy();
  });
});

it("a legal hold can be removed only when its time is over", async () => {
  render(ReviewPanel, { review: new Review(), onerase: vi.fn() });
  expect(await screen.findAllByTestId("review-hold")).toHaveLength(2);
  const [remove, ...others] = screen.getAllByTestId("review-hold-remove");
  expect(others).toEqual([]);
  if (!remove) throw new Error("one hold is over");

  await fireEvent.click(remove);
  await fireEvent.click(await screen.findByTestId("review-hold-confirm"));

  await waitFor(() => expect(screen.getAllByTestId("review-hold")).toHaveLength(1));
});

it("whoever may not erase sees no review, and nothing is asked for", () => {
  session.accept({ ...fakeCommands().session_status(null), acts: ["see_people"] });

  render(ReviewPanel, { review: new Review(), onerase: vi.fn() });

  expect(screen.getByTestId("only-for-erase")).toBeTruthy();
  expect(names()).not.toContain("review");
});
