import { beforeEach, describe, expect, it, vi } from "vitest";
import { CommandFailure } from "$api/errors";
import type { AttendanceGrid, GridCell, GridRow, Mark, PersonRow, SessionRow, SessionState, Standing } from "$api/generated/contract";
import { closedBecause, firstSession, type Change } from "./cells";
import { readKey } from "./keys";
import { Sheet } from "./sheet.svelte";

const TODAY = "2026-06-15";
const DAYS = ["2026-06-01", "2026-06-08", "2026-06-15", "2026-06-22"];

const session = (id: number, on: string, state: SessionState = "planned") => ({ id, session: { on, minutes: 120 }, state }) as SessionRow;
const sessions = DAYS.map((on, index) => session(index + 1, on, index === 1 ? "not_held" : "planned"));

/** Where somebody stands at each of the four sessions: `e`nrolled, `g`uest, `o`utside. */
function row(id: number, standing = "eeee", marks: (Mark | null)[] = []): GridRow {
  const words: Record<string, Standing> = { e: "enrolled", g: "guest", o: "outside" };
  const cells = [...standing].map((letter, index): GridCell => ({ standing: words[letter] ?? "enrolled", mark: marks[index] ?? null, minutes: null }));
  return { person: { id, name: `P${id}` } as PersonRow, cells } as GridRow;
}
const twenty = Array.from({ length: 20 }, (_, index) => row(index + 1));
const gridOf = (people: GridRow[]) => ({ sessions, people, today: TODAY }) as AttendanceGrid;

let sent: (readonly Change[])[] = [];
let answer: () => Promise<void> = async () => {};
const send = async (_: number, changes: readonly Change[]) => {
  await answer();
  sent.push(changes);
};
const recorded = () => Object.fromEntries(sent.flat().map(({ session, participant, cell }) => [`${session}-${participant}`, cell?.mark ?? null]));

function open(people = twenty, refused?: () => void): Sheet {
  const sheet = new Sheet(send, refused);
  sheet.show(gridOf(people));
  return sheet;
}

function type(sheet: Sheet, keys: string): void {
  for (const letter of keys) {
    const key = readKey({ key: letter, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false });
    if (key) sheet.press(key);
  }
}

beforeEach(() => {
  sent = [];
  answer = async () => {};
});

describe("filling in a session", () => {
  it("begins with the session of today, at the first person without a mark", () => {
    const begun = twenty.map((each, index) => (index < 2 ? row(index + 1, "eeee", [null, null, "present"]) : each));

    expect(open(begun).at).toEqual({ row: 2, column: 2 });
  });

  it("takes one key a person: twenty people, twenty keys", async () => {
    const sheet = open();

    type(sheet, "ppppplppppappppeppp".padEnd(20, "p"));
    await sheet.queue.flush();

    expect(sheet.keys).toBe(20);
    expect(Object.keys(recorded())).toHaveLength(20);
    expect(recorded()).toMatchObject({ "3-1": "present", "3-6": "late", "3-11": "absent", "3-16": "excused", "3-20": "present" });
  });

  it("takes one key for everybody when all are there, and leaves the marks that stand", async () => {
    const sheet = open();

    type(sheet, "lar");
    await sheet.queue.flush();

    expect(sheet.keys).toBe(3);
    expect(recorded()).toMatchObject({ "3-1": "late", "3-2": "absent", "3-3": "present", "3-20": "present" });
  });

  it("stays with the last person at the end", () => {
    const sheet = open([row(1), row(2)]);

    type(sheet, "pp");

    expect(sheet.at.row).toBe(1);
  });

  it("skips those who had left or not yet joined", async () => {
    const sheet = open([row(1), row(2, "eeoo"), row(3, "oooe"), row(4)]);

    type(sheet, "pr");
    await sheet.queue.flush();

    expect(sheet.at.row, "down to the fourth").toBe(3);
    expect(recorded()).toEqual({ "3-1": "present", "3-4": "present" });
  });

  it("lets somebody who is not enrolled be there as a guest, but not miss it", async () => {
    const sheet = open([row(1, "eeoo")]);

    type(sheet, "ea");
    expect(sheet.cell(sheet.row, sheet.session)).toBeUndefined();
    type(sheet, "l");
    await sheet.queue.flush();

    expect(recorded()).toEqual({ "3-1": "late" });
  });

  it("marks nothing at a session that did not take place or lies ahead", async () => {
    const sheet = open();

    for (const at of [1, 3]) {
      sheet.choose(at);
      type(sheet, "pr");
    }
    await sheet.queue.flush();

    expect(sent).toEqual([]);
  });

  it("the same mark twice writes nothing twice", async () => {
    const sheet = open([row(1)]);

    type(sheet, "p");
    await sheet.queue.flush();
    type(sheet, "p");
    await sheet.queue.flush();

    expect(sent).toHaveLength(1);
  });

  it("counts the keys of each session anew", () => {
    const sheet = open();
    type(sheet, "ppp");

    sheet.choose(0);

    expect(sheet.keys).toBe(0);
  });
});

describe("taking back", () => {
  it("gives back the mark that stood there and goes to the person", async () => {
    const sheet = open([row(1), row(2), row(3)]);
    type(sheet, "pa");
    sheet.focus({ row: 0, column: 2 });
    type(sheet, "l");

    sheet.undo();
    await sheet.queue.flush();

    expect(recorded()).toEqual({ "3-1": "present", "3-2": "absent" });
    expect(sheet.at.row).toBe(0);
  });

  it("takes 'the rest is present' back in one step, and does it again", async () => {
    const sheet = open();
    type(sheet, "ar");

    sheet.undo();
    expect(sheet.filled).toEqual({ marked: 1, of: 20 });
    sheet.redo();
    await sheet.queue.flush();

    expect(sheet.filled).toEqual({ marked: 20, of: 20 });
    expect(recorded()).toMatchObject({ "3-1": "absent", "3-20": "present" });
  });

  it("has nothing to do again after something new", () => {
    const sheet = open();
    type(sheet, "p");
    sheet.undo();
    type(sheet, "l");

    expect(sheet.redo()).toBe(false);
  });
});

describe("saving", () => {
  it("sends what was marked while a request was under way with the next one", async () => {
    let release = () => {};
    answer = () => new Promise((done) => (release = done));
    const sheet = open();

    type(sheet, "pppp");
    answer = async () => {};
    release();
    await sheet.queue.flush();

    expect(sent.map((changes) => changes.length)).toEqual([1, 3]);
  });

  it("a mark that was changed meanwhile is saved as it is now", async () => {
    let release = () => {};
    answer = () => new Promise((done) => (release = done));
    const sheet = open([row(1)]);
    type(sheet, "p");
    type(sheet, "a");
    answer = async () => {};
    release();
    await sheet.queue.flush();

    expect(recorded()).toEqual({ "3-1": "absent" });
    expect(sheet.queue.phase).toBe("saved");
  });

  it("keeps the marks when the disk is full, says so, and saves them later", async () => {
    vi.useFakeTimers();
    answer = async () => {
      throw new CommandFailure({ code: "disk_full", field: null });
    };
    const sheet = open();
    type(sheet, "pp");
    await vi.advanceTimersByTimeAsync(0);
    expect(sheet.queue.phase).toBe("failed");
    expect(sheet.filled.marked).toBe(2);

    answer = async () => {};
    await vi.advanceTimersByTimeAsync(3000);
    vi.useRealTimers();

    expect(sheet.queue.phase).toBe("saved");
    expect(recorded()).toEqual({ "3-1": "present", "3-2": "present" });
  });

  it("loses only the mark that is refused when several went together", async () => {
    let release = () => {};
    answer = () => new Promise((done) => (release = done));
    const wrong = async (_: number, changes: readonly Change[]) => {
      await answer();
      if (changes.some(({ participant }) => participant === 3)) throw new CommandFailure({ code: "before_first_contact", field: "marks.1.participant" });
      sent.push(changes);
    };
    const refused = vi.fn();
    const sheet = new Sheet(wrong, refused);
    sheet.show(gridOf(twenty));

    type(sheet, "pppp");
    answer = async () => {};
    release();
    await sheet.queue.flush();

    expect(recorded()).toEqual({ "3-1": "present", "3-2": "present", "3-4": "present" });
    expect(refused).toHaveBeenCalledOnce();
    expect(sheet.cell(twenty[2], sessions[2])).toBeUndefined();
  });

  it("does not show a mark that the records refused", async () => {
    answer = async () => {
      throw new CommandFailure({ code: "not_found", field: null });
    };
    const refused = vi.fn();
    const sheet = open(twenty, refused);

    type(sheet, "p");
    await sheet.queue.flush();

    expect(refused).toHaveBeenCalledOnce();
    expect(sheet.cell(twenty[0], sessions[2])).toBeUndefined();
    expect(sheet.canUndo).toBe(false);
  });
});

describe("what stands on record", () => {
  it("comes in while marks are under way without wiping them", async () => {
    let release = () => {};
    answer = () => new Promise((done) => (release = done));
    const sheet = open();
    type(sheet, "pp");

    sheet.show(gridOf(twenty.map((each, index) => (index === 0 ? row(1, "eeee", [null, null, "present"]) : each))));

    expect(sheet.cell(twenty[1], sessions[2])?.mark).toBe("present");
    expect(sheet.at.row, "the place stays").toBe(2);
    release();
  });

  it("takes rows and sessions that did not change over as they are", () => {
    const sheet = open([row(1), row(2)]);
    const before = sheet.rows;

    sheet.show(structuredClone(gridOf([row(1), row(2, "eeee", ["late"])])));

    expect(sheet.rows[0]).toBe(before[0]);
    expect(sheet.rows[1]).not.toBe(before[1]);
    expect(sheet.sessions[0]).toBe(sessions[0]);
  });

  it("keeps the place with the person and the session when somebody is added before them", () => {
    const sheet = open([row(5), row(9)]);
    sheet.focus({ row: 1, column: 0 });

    sheet.show(gridOf([row(2), row(5), row(9)]));

    expect(sheet.row?.person.id).toBe(9);
    expect(sheet.at.column).toBe(0);
  });
});

describe("a cell that cannot be marked says why", () => {
  const why = (standing: string) => sessions.map((session, index) => closedBecause(row(1, standing), index, session, TODAY));

  it("not held, still ahead, before somebody joined, after they left", () => {
    expect(why("eeee")).toEqual([null, "not_held", null, "future"]);
    expect(why("ooee")).toEqual(["before", "not_held", null, "future"]);
    expect(why("eeoo")).toEqual([null, "not_held", "after", "after"]);
    expect(why("eego")[2], "a guest's mark can be changed").toBeNull();
  });
});

it("the session to begin with is the last one held when there is none today", () => {
  expect(firstSession(sessions, "2026-06-10")).toBe(0);
  expect(firstSession(sessions, "2026-07-30")).toBe(3);
  expect(firstSession(sessions, "2026-01-01")).toBe(0);
});
