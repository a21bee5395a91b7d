import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { call } from "$api/call";
import type { UndoView } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { wayOf } from "./undo.svelte";
import UndoButtons from "./UndoButtons.svelte";

configure({ asyncUtilTimeout: 5000 });

const step = (verb: string, subject: string) => ({ at: "2024-06-20T10:00:00+09:00", verb, subject });
let state: UndoView;
let asked: string[];

function open(answer: (name: string) => unknown = (name) => (name.startsWith("undo") || name === "redo" ? state : null)) {
  asked = [];
  mockIPC((name) => {
    asked.push(name);
    return answer(name);
  });
  const onchanged = vi.fn();
  render(UndoButtons, { participant: 1, onchanged });
  return onchanged;
}

beforeEach(() => {
  state = { undo: step("correct", "participant"), redo: null, steps: 1 };
  toasts.list.splice(0);
});
afterEach(() => clearMocks());

it("the last edit is named and undone by a click", async () => {
  const onchanged = open();
  const button = await screen.findByTestId("undo-last");
  expect(button.textContent).toContain("参加者の訂正");

  state = { undo: null, redo: step("correct", "participant"), steps: 0 };
  await fireEvent.click(button);

  await waitFor(() => expect(onchanged).toHaveBeenCalledOnce());
  expect(screen.queryByTestId("undo-last")).toBeNull();
  expect(screen.getByTestId("undo-redo").textContent).toContain("やり直す");
});

it("an edit that is made while the page is open is offered to be undone", async () => {
  open();
  await screen.findByTestId("undo-last");
  expect(toasts.list).toEqual([]);

  state = { undo: step("add", "consent"), redo: null, steps: 2 };
  await call("record_consent", { participant: 1, purpose: "interview", recipient: "own", recipient_name: "", interpreter: "", language: "ja", how: "spoken", on: "2024-06-20" });

  await waitFor(() => expect(toasts.list.map(({ action }) => action?.label)).toEqual(["取り消す"]));
});

it("Ctrl+Z undoes on the page and not in a field", async () => {
  open();
  await screen.findByTestId("undo-last");
  const field = document.body.appendChild(document.createElement("input"));

  await fireEvent.keyDown(field, { key: "z", ctrlKey: true });
  expect(asked).not.toContain("undo");
  await fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
  await waitFor(() => expect(asked).toContain("undo"));
  field.remove();
});

it("keys mean undo and redo as everywhere", () => {
  const way = (init: KeyboardEventInit) => wayOf(new KeyboardEvent("keydown", init));

  expect(way({ key: "z", ctrlKey: true })).toBe("undo");
  expect(way({ key: "Z", metaKey: true, shiftKey: true })).toBe("redo");
  expect(way({ key: "y", ctrlKey: true })).toBe("redo");
  expect(way({ key: "z" })).toBeNull();
  expect(way({ key: "z", ctrlKey: true, altKey: true })).toBeNull();
});
