import { describe, expect, it } from "vitest";
import { readKey } from "./keys";

const press = (key: string, code = "", held: { ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean; metaKey?: boolean } = {}) =>
  readKey({ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe("a key of the grid", () => {
  it.each([
    ["Enter", "Enter"],
    ["Enter", "NumpadEnter"],
    [" ", "Space"],
    ["p", "KeyP"],
    ["P", "KeyP"],
    ["1", "Digit1"],
    ["1", "Numpad1"],
  ])("%s (%s) marks present", (key, code) => {
    expect(press(key, code)).toEqual({ act: "mark", mark: "present" });
  });

  it.each([
    ["kana that stand on the key", "せ", "KeyP"],
    ["a full-width letter", "ｐ", "KeyP"],
    ["an input method that keeps the key to itself", "Process", "KeyP"],
    ["an input method that keeps Enter to itself", "Process", "Enter"],
    ["the full-width space", "　", "Space"],
    ["a full-width digit", "１", "Digit1"],
  ])("means the same with %s", (_, key, code) => {
    expect(press(key, code)).toEqual({ act: "mark", mark: "present" });
  });

  it("on a layout with other places for the letters means the letter that is printed on it", () => {
    expect(press("a", "KeyQ"), "AZERTY").toEqual({ act: "mark", mark: "absent" });
    expect(press("l", "KeyP"), "Dvorak").toEqual({ act: "mark", mark: "late" });
  });

  it("with Ctrl or Cmd takes back and does again, in any input method", () => {
    expect(press("z", "KeyZ", { ctrlKey: true })).toEqual({ act: "undo" });
    expect(press("Process", "KeyZ", { ctrlKey: true })).toEqual({ act: "undo" });
    expect(press("Z", "KeyZ", { metaKey: true, shiftKey: true })).toEqual({ act: "redo" });
    expect(press("y", "KeyY", { ctrlKey: true })).toEqual({ act: "redo" });
  });

  it("leaves the program's own keys alone", () => {
    expect(press("l", "KeyL", { ctrlKey: true }), "Ctrl+L locks").toBeNull();
    expect(press("a", "KeyA", { altKey: true })).toBeNull();
    expect(press("Tab", "Tab")).toBeNull();
    expect(press("Escape", "Escape")).toBeNull();
  });

  it("moves as in every grid", () => {
    expect(press("ArrowDown", "ArrowDown")).toEqual({ act: "move", rows: 1, columns: 0 });
    expect(press("Home", "Home")).toEqual({ act: "edge", to: "row_start" });
    expect(press("End", "End", { ctrlKey: true })).toEqual({ act: "edge", to: "last" });
  });
});
