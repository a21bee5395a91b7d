import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { installFake } from "../../dev/fake";
import { toasts } from "../../controls/toasts.svelte";
import { SEALED_AGAIN_MS, SealedNotes as Notes } from "./sealed.svelte";
import SealedNotes from "./SealedNotes.svelte";

const SECRET = "弟の名前";

beforeEach(() => installFake({ people: 12 }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  clearMocks();
});

it("shows no text of a note before its seal is broken, and hides it when the window is left", async () => {
  render(SealedNotes, { participant: 2 });
  const open = await screen.findByTestId("interview-sealed-open-1");
  expect(document.body.textContent).not.toContain(SECRET);

  await fireEvent.click(open);
  expect((await screen.findByTestId("interview-sealed-text")).textContent).toContain(SECRET);
  await expect.poll(() => document.body.textContent).toMatch(/2回開かれました/);

  await fireEvent.blur(window);
  expect(document.body.textContent).not.toContain(SECRET);
});

it("seals an opened note again after a minute without a key", async () => {
  const notes = new Notes(2);
  await notes.load();
  vi.useFakeTimers();
  const opening = notes.open(1);
  await vi.advanceTimersByTimeAsync(100);
  await opening;
  expect(notes.opened?.text).toContain(SECRET);

  await vi.advanceTimersByTimeAsync(SEALED_AGAIN_MS - 200);
  notes.stay();
  await vi.advanceTimersByTimeAsync(SEALED_AGAIN_MS - 1);
  expect(notes.opened).not.toBeNull();
  await vi.advanceTimersByTimeAsync(2);
  expect(notes.opened).toBeNull();
});

it("keeps what was typed when the screen is left, and brings a removed note back", async () => {
  const { unmount } = render(SealedNotes, { participant: 3 });
  await fireEvent.input(await screen.findByTestId("interview-sealed-write"), { target: { value: "ここだけの話" } });
  unmount();
  await new Promise((done) => setTimeout(done, 60));

  render(SealedNotes, { participant: 3 });
  await expect.poll(() => screen.getByTestId<HTMLTextAreaElement>("interview-sealed-write").value).toBe("ここだけの話");
  await fireEvent.click(screen.getByTestId("interview-sealed-seal"));
  const remove = await screen.findByTestId("interview-sealed-remove-2");
  await fireEvent.click(remove);
  await expect.poll(() => screen.queryByTestId("interview-sealed-open-2")).toBeNull();
  toasts.list.at(-1)?.action?.run();
  expect(await screen.findByTestId("interview-sealed-open-2")).toBeTruthy();
});

it("keeps what is typed within a second, without anybody saying so", async () => {
  vi.useFakeTimers();
  const notes = new Notes(3);
  const loading = notes.load();
  await vi.advanceTimersByTimeAsync(100);
  await loading;
  notes.type("途中");
  await vi.advanceTimersByTimeAsync(1000);
  expect(notes.keeping.unsaved).toBe(false);

  const later = new Notes(3);
  const again = later.load();
  await vi.advanceTimersByTimeAsync(100);
  await again;
  expect(later.typed).toBe("途中");
});
