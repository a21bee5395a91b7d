import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { session } from "$session";

let commands: string[];

beforeEach(() => {
  vi.useFakeTimers();
  commands = [];
  mockIPC((name) => void commands.push(name));
  vi.spyOn(window.location, "reload").mockImplementation(() => {});
});
afterEach(() => {
  session.beforeLock(null);
  clearMocks();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it("saves what was typed last before it locks", async () => {
  session.beforeLock(async () => commands.push("saved"));
  await session.lock();
  expect(commands).toEqual(["saved", "lock"]);
});

it("covers the window at once and locks after 300 ms even if saving hangs", async () => {
  session.beforeLock(() => new Promise(() => {}));
  const locked = session.lock();
  expect(document.documentElement.dataset["covered"]).toBe("");

  await vi.advanceTimersByTimeAsync(300);
  await locked;
  expect(commands).toEqual(["lock"]);
});
