import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type {
  CommandError,
  DraftSaved,
  ErrorCode,
  FormState,
  InterviewDraftView,
  InterviewFinished,
  SaveDraftRequest,
} from "../../api/generated/contract";
import { evaluate } from "../../dev/fake-evaluation";
import { ask, group } from "../../dev/fake-form-data";
import { type DraftPort, InterviewDraft } from "./draft.svelte";

const form: InterviewDraftView["form"] = {
  form: 1, version: 1, code: "standard", title: {}, languages: [{ code: "ja", name: "", rtl: false }], lists: {},
  items: [
    ask("work", "text", { ja: "work" }),
    ask("health", "text", { ja: "health" }, { sensitive: true }),
    ask("ward", "select_one", { ja: "ward" }),
    ask("children_any", "select_one", { ja: "children" }),
    group("children[]", { ja: "child" }, [ask("children[].name", "text", { ja: "name" })], "repeat"),
  ],
};
const old = { questions: [] };
const none: FormState = { questions: {}, repeats: {}, hidden: [], headings: {} };

const view = (parts: Partial<InterviewDraftView> = {}): InterviewDraftView => ({
  ...old,
  draft: 7,
  person: {
    id: 3, name: "Amal", other_names: [], reading: null, nationality: null, birth_year: null,
    first_contact: "2024-05-01", last_seen: "2024-05-01", stage: "first_contact", closed_on: null, caseworker: null, cohort: null, roles: [], work: [],
  },
  answers: {}, focus: null, held_on: "2024-06-20", revision: 0, saved_at: null, consent: true, languages: ["ar"],
  form, state: evaluate(form, parts.answers ?? {}), aside: [], newer: null, others: [],
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
  evaluated: unknown[] = [];
  evaluate = async (request: { answers: Partial<Record<string, string>> }) => {
    this.evaluated.push(request);
    return evaluate(form, request.answers);
  };

  save = (request: SaveDraftRequest): Promise<DraftSaved> =>
    new Promise((resolve, reject) => {
      const landed = { revision: request.revision + 1, saved_at: "2024-06-20T10:31:00+09:00", state: evaluate(form, request.answers) };
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

  problems: InterviewFinished["problems"] = [];
  finish = async (request: { draft: number; revision: number; skip_missing?: boolean }): Promise<InterviewFinished> => {
    this.finishes.push(request);
    if (this.finishWith !== null) throw refusal(this.finishWith, "held_on");
    const left = request.skip_missing ? [] : this.problems;
    return { interview: left.length > 0 ? null : 40, participant: 3, problems: left };
  };

  last() {
    return this.saves.at(-1)!;
  }
}

let store: Store;
let draft: InterviewDraft;
const open = () => new InterviewDraft(store.stored, store);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  store = new Store();
  draft = open();
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
    expect(await draft.finish()).toEqual({ interview: 40, participant: 3, problems: [] });
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
    const closed = open();
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
    const again = open();
    expect(again.answers).toEqual({ work: "welder" });
    expect(again.focus).toBe("work");
    expect(again.continuedFrom).toBe("2024-06-20T10:31:00+09:00");
  });

  it("closes sensitive questions without consent", async () => {
    store.stored = view({ consent: false });
    const again = open();
    expect(again.asked.filter(({ question }) => again.closed(question)).map(({ path }) => path)).toEqual(["health"]);
  });
});

describe("skip logic", () => {
  it("asks what the form says after a choice, which is saved at once", async () => {
    draft.answer("children_any", "yes", true);
    await pass(0);
    expect(store.saves).toHaveLength(1);
    expect(draft.parts.map(({ path }) => path)).toContain("children[]");
  });

  it("keeps the answers of what is not asked any more and brings them back with it", async () => {
    draft.answer("children_any", "yes", true);
    await pass(0);
    const [repeat] = draft.parts.filter((part) => part.kind === "repeat");
    await draft.addInstance(repeat!);
    draft.answer("children[1].name", "Sami");
    draft.answer("children_any", "no", true);
    await pass(0);
    expect(draft.asked.map(({ path }) => path)).not.toContain("children[1].name");
    expect(draft.hiddenAnswers).toEqual(["children[1].name"]);
    expect(store.last().request.answers["children[1].name"]).toBe("Sami");

    draft.answer("children_any", "yes", true);
    await pass(0);
    expect(draft.asked.map(({ path }) => path)).toContain("children[1].name");
    expect(draft.hiddenAnswers).toEqual([]);
  });

  it("goes on while nothing can be saved", async () => {
    store.answersItself = false;
    draft.answer("children_any", "yes", true);
    await pass(0);
    await store.last().fail("disk_full");
    expect(draft.saves.phase).toBe("failed");
    expect(draft.parts.map(({ path }) => path)).toContain("children[]");
  });
});

describe("what is asked several times", () => {
  const repeat = () => draft.parts.filter((part) => part.kind === "repeat")[0]!;

  beforeEach(async () => {
    store.stored = view({ answers: { children_any: "yes", "children[]": "2", "children[1].name": "Sami", "children[2].name": "Nour" } });
    draft = open();
  });

  it("closes the gap when one is taken away, and undo puts it back where it was", async () => {
    const back = draft.removeInstance(repeat(), 1);
    await pass(0);
    expect(draft.answers).toMatchObject({ "children[]": "1", "children[1].name": "Nour" });
    expect(draft.answers).not.toHaveProperty("children[2].name");

    back();
    await pass(0);
    expect(draft.answers).toMatchObject({ "children[]": "2", "children[1].name": "Sami", "children[2].name": "Nour" });
  });

  it("loses nothing that was typed between taking away and undo", async () => {
    const back = draft.removeInstance(repeat(), 1);
    await pass(0);
    draft.answer("children[1].name", "Nour R.");
    back();
    await pass(0);
    expect(draft.answers).toMatchObject({ "children[1].name": "Sami", "children[2].name": "Nour R." });
  });
});

describe("a problem with an answer", () => {
  const wrong = (code: "missing" | "not_an_integer"): FormState => ({
    ...none,
    questions: {
      work: {
        relevant: true, required: true, read_only: false, value: null, choices: null, label: null, hint: null, default: null,
        problem: { code, message: {} },
      },
    },
  });
  const problem = () => draft.problemOf(draft.asked.find(({ path }) => path === "work")!);

  it("is shown once the field is left, and never stops a save", async () => {
    draft = new InterviewDraft(view({ state: wrong("not_an_integer") }), store);
    draft.answer("work", "x");
    expect(problem()).toBeNull();

    await pass(400);
    expect(store.saves).toHaveLength(1);
    draft.state = wrong("not_an_integer");
    draft.left();
    expect(problem()?.code).toBe("not_an_integer");
  });

  it("of a gap is shown only after finishing was tried; then it can be left out", async () => {
    draft = new InterviewDraft(view({ state: wrong("missing") }), store);
    expect(problem()).toBeNull();

    store.problems = [{ path: "work", label: {}, problem: { code: "missing", message: {} } }];
    expect(await draft.finish()).toBeNull();
    expect(problem()?.code).toBe("missing");
    expect(await draft.finish(true)).not.toBeNull();
    expect(store.finishes.at(-1)).toMatchObject({ skip_missing: true });
  });
});

describe("two versions of a choice", () => {
  it("are two again after the program was killed before somebody decided", async () => {
    store.stored = view({ answers: { ward: "w1\n\n――――\nw2", work: "a\n\n――――\nb" } });
    const again = open();
    expect(again.answers).toEqual({ ward: "w1", work: "a\n\n――――\nb" });
    expect(again.conflicts).toEqual([{ field: "ward", other: "w2" }]);
  });

  it("are never sent to each other as one", async () => {
    store.answersItself = false;
    draft.answer("ward", "w1", true);
    await pass(0);
    store.stored = view({ answers: { ward: "w1\n\n――――\nw2" }, revision: 9 });
    await store.last().fail("draft_conflict");
    expect(draft.answers["ward"]).toBe("w1");
    expect(draft.conflicts).toEqual([{ field: "ward", other: "w2" }]);
  });

  it("of how many there are is settled by the larger, which hides no answer", async () => {
    store.stored = view({ answers: { children_any: "yes", "children[]": "1" } });
    draft = open();
    store.answersItself = false;
    void draft.addInstance(draft.parts.filter((part) => part.kind === "repeat")[0]!);
    await pass(0);
    store.stored = view({ answers: { children_any: "yes", "children[]": "3" }, revision: 9 });
    await store.last().fail("draft_conflict");
    expect(draft.answers["children[]"]).toBe("3");
    expect(draft.conflicts).toEqual([]);
  });
});

it("notices when another window moved the draft to a newer version of its form", async () => {
  store.answersItself = false;
  draft.answer("work", "welder");
  await pass(400);
  store.stored = view({ form: { ...form, version: 2 }, revision: 9 });
  await store.last().fail("draft_conflict");
  expect(draft.movedOn).toBe(true);
  expect(draft.answers["work"]).toBe("welder");
});
