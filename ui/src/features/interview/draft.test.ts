import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommandError, DraftSaved, ErrorCode, InterviewDraftView, SaveDraftRequest } from "../../api/generated/contract";
import { type DraftPort, InterviewDraft } from "./draft.svelte";

const view = (parts: Partial<InterviewDraftView> = {}): InterviewDraftView => ({
  draft: 7,
  person: {
    id: 3, name: "Amal", other_names: [], reading: null, nationality: null, birth_year: null,
    first_contact: "2024-05-01", last_seen: "2024-05-01", stage: "first_contact", closed_on: null,
  },
  questions: ["work", "health"].map((id) => ({
    id, section_ja: "a", section_en: "a", ja: id, en: id, hint_ja: "", hint_en: "", lines: 3, sensitive: id === "health",
  })),
  answers: {}, focus: null, held_on: "2024-06-20", revision: 0, saved_at: null, consent: true, languages: ["ar"],
  ...parts,
});

const refusal = (code: ErrorCode, field: string | null = null): CommandError => ({ code, field });

/** A store that answers when the test says so. */
class Store implements DraftPort {
  saves: { request: SaveDraftRequest; land: () => Promise<void>; fail: (code: ErrorCode) => Promise<void> }[] = [];
  answersItself = true;
  stored = view();
  finishes: unknown[] = [];
  finishWith: ErrorCode | null = null;

  open = async () => this.stored;
  reason = (thrown: unknown) => thrown as CommandError;
  discard = async () => null;

  save = (request: SaveDraftRequest): Promise<DraftSaved> =>
    new Promise((resolve, reject) => {
      const landed = { revision: request.revision + 1, saved_at: "2024-06-20T10:31:00+09:00" };
      const settle = async (act: () => void) => {
        act();
        await vi.advanceTimersByTimeAsync(0);
      };
      this.saves.push({
        request,
        land: () => settle(() => resolve(landed)),
        fail: (code) => settle(() => reject(refusal(code))),
      });
      if (this.answersItself) resolve(landed);
    });

  finish = async (request: { draft: number; revision: number }) => {
    this.finishes.push(request);
    if (this.finishWith !== null) throw refusal(this.finishWith, "held_on");
    return { interview: 40, participant: 3 };
  };

  last() {
    return this.saves.at(-1)!;
  }
}

let store: Store;
let draft: InterviewDraft;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  store = new Store();
  draft = await InterviewDraft.open(3, store);
});
afterEach(() => vi.useRealTimers());

describe("when a draft is saved", () => {
  it("saves 400 ms after the last key", async () => {
    draft.answer("work", "welder");
    await pass(399);
    expect(store.saves).toHaveLength(0);

    await pass(1);
    expect(store.last().request.answers).toEqual({ work: "welder" });
  });

  it("saves within one second however fast the keys come", async () => {
    for (let key = 0; key < 10; key += 1) {
      draft.answer("work", "x".repeat(key + 1));
      await pass(100);
    }
    expect(store.saves).toHaveLength(1);
  });

  it("sends the field with the cursor, the day and the newest revision", async () => {
    draft.answer("work", "welder");
    await pass(400);
    draft.setHeldOn("2024-06-");
    await pass(400);
    expect(store.last().request).toMatchObject({ draft: 7, revision: 1, focus: "held_on", held_on: "2024-06-" });
  });

  it("leaves empty answers out", async () => {
    draft.answer("work", "a");
    draft.answer("work", "  ");
    await pass(400);
    expect(store.last().request.answers).toEqual({});
  });

  it("saves nothing when nothing was typed", async () => {
    draft.moveTo("work");
    await pass(5000);
    expect(store.saves).toHaveLength(0);
  });

  it("saves at once when asked to", async () => {
    draft.answer("work", "welder");
    expect(await draft.saves.flush()).toBe(true);
    expect(store.saves).toHaveLength(1);
  });

});

describe("while a save is under way", () => {
  beforeEach(async () => {
    store.answersItself = false;
    draft.answer("work", "wel");
    await pass(400);
  });

  it("begins no second one", async () => {
    draft.answer("work", "welder");
    void draft.saves.flush();
    await pass(5000);
    expect(store.saves).toHaveLength(1);
  });

  it("saves what was typed meanwhile afterwards, with the new revision", async () => {
    draft.answer("work", "welder");
    await store.last().land();
    await pass(1000);
    expect(store.saves).toHaveLength(2);
    expect(store.last().request).toMatchObject({ revision: 1, answers: { work: "welder" } });
  });

  it("does not call itself saved before everything is", async () => {
    draft.answer("work", "welder");
    await store.last().land();
    expect(draft.saves.phase).toBe("saving");
    await pass(1000);
    await store.last().land();
    expect(draft.saves.phase).toBe("clean");
  });
});

describe("when a save fails", () => {
  beforeEach(async () => {
    store.answersItself = false;
    draft.answer("work", "welder");
    await pass(400);
  });

  it("keeps the text and says so", async () => {
    await store.last().fail("disk_full");
    expect(draft.answers["work"]).toBe("welder");
    expect(draft.saves.phase).toBe("failed");
    expect(draft.saves.error?.code).toBe("disk_full");
  });

  it("tries again, more slowly each time, and then says saved", async () => {
    await store.last().fail("disk_full");
    await pass(1000);
    await store.last().fail("disk_full");
    await pass(1999);
    expect(store.saves).toHaveLength(2);

    await pass(1);
    await store.last().land();
    expect(draft.saves.phase).toBe("clean");
    expect(draft.savedAt).not.toBeNull();
  });

  it("tries again at the next key", async () => {
    await store.last().fail("too_long");
    await pass(60_000);
    expect(store.saves).toHaveLength(1);

    draft.answer("work", "weld");
    await pass(400);
    expect(store.saves).toHaveLength(2);
  });
});

describe("when the store holds another version", () => {
  const conflict = async (theirs: Record<string, string>) => {
    store.answersItself = false;
    store.stored = view({ answers: theirs, revision: 9, held_on: "2024-06-20" });
    await store.last().fail("draft_conflict");
  };

  beforeEach(async () => {
    store.answersItself = false;
    draft.answer("work", "mine");
    await pass(400);
  });

  it("shows both where they differ and loses neither", async () => {
    await conflict({ work: "theirs", health: "well" });
    expect(draft.answers).toEqual({ work: "mine", health: "well" });
    expect(draft.conflicts).toEqual([{ field: "work", other: "theirs" }]);
    expect(store.last().request.revision).toBe(9);
    expect(store.last().request.answers["work"]).toMatch(/mine[^]*theirs/);
  });

  it("saves the one that was chosen", async () => {
    await conflict({ work: "theirs" });
    await store.last().land();
    draft.takeOther("work");
    await pass(400);
    expect(draft.conflicts).toEqual([]);
    expect(store.last().request.answers).toEqual({ work: "theirs" });
  });

  it("asks nothing when only this side changed", async () => {
    await conflict({});
    expect(draft.conflicts).toEqual([]);
    expect(draft.answers["work"]).toBe("mine");
  });

  it("does not finish before it is decided", async () => {
    await conflict({ work: "theirs" });
    await store.last().land();
    expect(await draft.finish()).toBeNull();
    expect(store.finishes).toEqual([]);
  });
});

describe("when an interview is finished", () => {
  it("saves first and finishes that revision", async () => {
    draft.answer("work", "welder");
    expect(await draft.finish()).toEqual({ interview: 40, participant: 3 });
    expect(store.finishes).toEqual([{ draft: 7, revision: 1 }]);
  });

  it("waits for the save that leaving the field began", async () => {
    store.answersItself = false;
    draft.answer("work", "weld");
    await pass(400);
    draft.answer("work", "welder");
    void draft.saves.flush();
    const finished = draft.finish();
    await store.last().land();
    expect(store.finishes).toEqual([]);

    await store.last().land();
    expect(await finished).not.toBeNull();
    expect(store.finishes).toEqual([{ draft: 7, revision: 2 }]);
  });

  it("does not finish what could not be saved", async () => {
    store.answersItself = false;
    draft.answer("work", "welder");
    const finished = draft.finish();
    await pass(0);
    await store.last().fail("disk_full");
    expect(await finished).toBeNull();
    expect(store.finishes).toEqual([]);
  });

  it("shows the refusal at its field until that field is changed", async () => {
    store.finishWith = "date_in_future";
    draft.answer("work", "welder");
    expect(await draft.finish()).toBeNull();
    expect(draft.finishError?.code).toBe("date_in_future");

    draft.setHeldOn("2024-06-19");
    expect(draft.finishError).toBeNull();
  });

  it("has no place at a closed question for a refusal, so that it is shown above", async () => {
    store.stored = view({ consent: false });
    const closed = await InterviewDraft.open(3, store);
    expect(closed.hasPlaceFor(refusal("consent_needed", "health"))).toBe(false);
    expect(closed.hasPlaceFor(refusal("too_long", "work"))).toBe(true);
  });

  it("saves nothing afterwards", async () => {
    draft.answer("work", "welder");
    await draft.finish();
    draft.answer("work", "late");
    await pass(5000);
    expect(store.saves).toHaveLength(1);
  });
});

describe("when a draft is opened again", () => {
  it("has its answers, its cursor and the time it continues from", async () => {
    store.stored = view({ answers: { work: "welder" }, focus: "work", saved_at: "2024-06-20T10:31:00+09:00", revision: 4 });
    const again = await InterviewDraft.open(3, store);
    expect(again.answers).toEqual({ work: "welder" });
    expect(again.focus).toBe("work");
    expect(again.continuedFrom).toBe("2024-06-20T10:31:00+09:00");
  });

  it("closes sensitive questions without consent", async () => {
    store.stored = view({ consent: false });
    const again = await InterviewDraft.open(3, store);
    expect(again.view.questions.map((question) => again.closed(question))).toEqual([false, true]);
  });
});
