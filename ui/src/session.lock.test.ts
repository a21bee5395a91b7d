import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { session } from "$session";

let commands: string[];
let forget: () => void = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  commands = [];
  mockIPC((name) => void commands.push(name));
  vi.spyOn(window.location, "reload").mockImplementation(() => {});
});
afterEach(() => {
  forget();
  clearMocks();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("saves what was typed last before it locks", async () => {
  forget = session.beforeLock(async () => commands.push("saved"));
  await session.lock();
  expect(commands).toEqual(["saved", "lock"]);
});

it("covers the window at once and locks after 250 ms even if saving hangs", async () => {
  forget = session.beforeLock(() => new Promise(() => {}));
  const locked = session.lock();
  expect(document.documentElement.dataset["covered"]).toBe("");

  await vi.advanceTimersByTimeAsync(250);
  await locked;
  expect(commands).toEqual(["lock"]);
});

it("saves everything that was typed, whatever happens to one of it", async () => {
  const failing = session.beforeLock(() => Promise.reject(new Error("full")));
  const saving = session.beforeLock(async () => commands.push("saved"));
  forget = () => [failing, saving].forEach((each) => each());
  await session.lock();
  expect(commands).toEqual(["saved", "lock"]);
});

it("saves no more what was taken back", async () => {
  session.beforeLock(async () => commands.push("saved"))();
  await session.lock();
  expect(commands).toEqual(["lock"]);
});

it("makes way for the program: saves, then says so, then waits to be ended", async () => {
  forget = session.beforeLock(async () => commands.push("saved"));
  await session.makeWay();
  expect(commands).toEqual(["saved", "flushed"]);
  expect(window.location.reload).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(3000);
  expect(window.location.reload).toHaveBeenCalledOnce();
});
