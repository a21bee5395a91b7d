import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { language } from "$i18n";
import { COUNTDOWN_S, HOLD_MS, QuickErasing } from "./quick-erase.svelte";
import QuickEraseDialog from "./QuickEraseDialog.svelte";

let commands: string[];

beforeEach(() => {
  vi.useFakeTimers();
  language.current = "en";
  commands = [];
  mockIPC((name) => {
    commands.push(name);
    return { keys_gone: true, left: 2 };
  });
});
afterEach(() => {
  cleanup();
  clearMocks();
  vi.useRealTimers();
});

it("letting go before three seconds are over erases nothing", async () => {
  const erasing = new QuickErasing();

  erasing.hold();
  await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
  erasing.release();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(erasing.phase).toBe("idle");
  expect(commands).toEqual([]);
});

it("held for three seconds it counts down from five, and erases only then", async () => {
  const erasing = new QuickErasing();

  erasing.hold();
  await vi.advanceTimersByTimeAsync(HOLD_MS);
  erasing.release();
  expect(erasing.left).toBe(COUNTDOWN_S);
  await vi.advanceTimersByTimeAsync(COUNTDOWN_S * 1000 - 1);
  expect(commands).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);

  expect(commands).toEqual(["quick_erase"]);
  expect(erasing.done).toEqual({ keys_gone: true, left: 2 });
});

it.each([
  ["a key", () => fireEvent.keyDown(document.body, { key: "x" })],
  ["a click", () => fireEvent.pointerDown(document.body)],
])("%s stops the countdown", async (_, disturb) => {
  render(QuickEraseDialog, { onclose: () => {} });
  await fireEvent.keyDown(screen.getByTestId("quickerase-hold"), { key: " " });
  await vi.advanceTimersByTimeAsync(HOLD_MS + 2000);
  expect(screen.getByTestId("quickerase-countdown").textContent).toBe("Erasing in 3 seconds");

  await disturb();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(screen.getByTestId("quickerase-stopped")).toBeTruthy();
  expect(commands).toEqual([]);
});

it("the key that began it does not stop it while it repeats", async () => {
  render(QuickEraseDialog, { onclose: () => {} });
  await fireEvent.keyDown(screen.getByTestId("quickerase-hold"), { key: " " });
  await vi.advanceTimersByTimeAsync(HOLD_MS + 500);

  await fireEvent.keyDown(document.body, { key: " ", repeat: true });
  await fireEvent.keyUp(document.body, { key: " " });

  expect(screen.getByTestId("quickerase-countdown")).toBeTruthy();
});

it("nothing is erased once the dialog is left", async () => {
  const { unmount } = render(QuickEraseDialog, { onclose: () => {} });
  await fireEvent.keyDown(screen.getByTestId("quickerase-hold"), { key: "Enter" });
  await vi.advanceTimersByTimeAsync(HOLD_MS + 1000);

  unmount();
  await vi.advanceTimersByTimeAsync(60_000);

  expect(commands).toEqual([]);
});
