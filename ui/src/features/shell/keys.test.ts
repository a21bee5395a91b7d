import { expect, it, vi } from "vitest";
import { windowKeys } from "./keys";

const press = (key: string, init: KeyboardEventInit = {}) => new KeyboardEvent("keydown", { key, ...init });

function keys() {
  let now = 0;
  const does = { search: vi.fn(), lock: vi.fn() };
  return { ...does, handle: windowKeys(does, () => now), wait: (ms: number) => (now += ms) };
}

it("Escape twice within 400 ms locks", () => {
  const { handle, lock, wait } = keys();

  handle(press("Escape"));
  wait(399);
  handle(press("Escape"));

  expect(lock).toHaveBeenCalledOnce();
});

it("Escape twice, slowly, does nothing", () => {
  const { handle, lock, wait } = keys();

  handle(press("Escape"));
  wait(401);
  handle(press("Escape"));

  expect(lock).not.toHaveBeenCalled();
});

it("Escape closes an open dialog and counts for nothing else", () => {
  const { handle, lock } = keys();
  const dialog = document.body.appendChild(document.createElement("dialog"));
  dialog.setAttribute("open", "");

  handle(press("Escape"));
  handle(press("Escape"));
  dialog.remove();

  expect(lock).not.toHaveBeenCalled();
});

it.each([{ ctrlKey: true }, { metaKey: true }])("L with %o locks and K searches", (init) => {
  const { handle, lock, search } = keys();

  handle(press("l", init));
  handle(press("k", init));

  expect(lock).toHaveBeenCalledOnce();
  expect(search).toHaveBeenCalledOnce();
});
