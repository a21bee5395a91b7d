import type { Mark } from "$api/generated/contract";

export const marks: readonly Mark[] = ["present", "late", "excused", "absent"];

/** What a key does in the grid. */
export type GridKey =
  | { act: "mark"; mark: Mark }
  | { act: "move"; rows: number; columns: number }
  | { act: "edge"; to: "row_start" | "row_end" | "first" | "last" }
  | { act: "clear" | "rest_present" | "minutes" | "add" | "undo" | "redo" };

type Pressed = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const mark = (which: Mark): GridKey => ({ act: "mark", mark: which });
const move = (rows: number, columns: number): GridKey => ({ act: "move", rows, columns });

/** Rows that Page Up and Page Down pass. */
const PAGE = 10;

const named: Record<string, GridKey> = {
  Enter: mark("present"),
  NumpadEnter: mark("present"),
  Space: mark("present"),
  ArrowDown: move(1, 0),
  ArrowUp: move(-1, 0),
  ArrowRight: move(0, 1),
  ArrowLeft: move(0, -1),
  PageDown: move(PAGE, 0),
  PageUp: move(-PAGE, 0),
  Home: { act: "edge", to: "row_start" },
  End: { act: "edge", to: "row_end" },
  Delete: { act: "clear" },
  Backspace: { act: "clear" },
};

const letters: Record<string, GridKey> = {
  p: mark("present"),
  l: mark("late"),
  e: mark("excused"),
  a: mark("absent"),
  "1": mark("present"),
  "2": mark("late"),
  "3": mark("excused"),
  "4": mark("absent"),
  "0": { act: "clear" },
  r: { act: "rest_present" },
  h: { act: "minutes" },
  n: { act: "add" },
};

const withControl: Record<string, GridKey> = {
  Home: { act: "edge", to: "first" },
  End: { act: "edge", to: "last" },
};

/** Reads a key press; null when it means nothing here. */
export function readKey(pressed: Pressed): GridKey | null {
  if (pressed.altKey) return null;
  if (pressed.ctrlKey || pressed.metaKey) return readWithControl(pressed);
  return named[pressed.code] ?? named[pressed.key] ?? letters[letterOf(pressed)] ?? null;
}

function readWithControl(pressed: Pressed): GridKey | null {
  const letter = letterOf(pressed);
  if (letter === "z") return { act: pressed.shiftKey ? "redo" : "undo" };
  if (letter === "y") return { act: "redo" };
  return withControl[pressed.code] ?? withControl[pressed.key] ?? null;
}

/**
 * The letter or digit that was meant. A Japanese input method hands over kana, full-width letters or only "Process";
 * then the place of the key tells it. A Latin layout other than QWERTY tells it by the letter itself.
 */
function letterOf({ key, code }: Pressed): string {
  const plain = key.normalize("NFKC").toLowerCase();
  if (/^[a-z0-9]$/.test(plain)) return plain;
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1]?.toLowerCase() ?? "";
}

const printed: Record<"clear" | "rest_present" | "minutes" | "add", string> & Record<Mark, string> = {
  present: "P",
  late: "L",
  excused: "E",
  absent: "A",
  clear: "0",
  rest_present: "R",
  minutes: "H",
  add: "N",
};

/** What stands on the key, for the legend. */
export function keyName(act: keyof typeof printed): string {
  return printed[act];
}
