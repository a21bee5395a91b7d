import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FormItem, HandedView, SaveHandedRequest } from "../../../api/generated/contract";
import { evaluate } from "../../../dev/fake-evaluation";
import { household } from "../../../dev/fake-form-data";
import { scriptLanguages } from "../consent-scripts";
import { Handed, type HandedPort } from "./handed.svelte";
import HandedScreen from "./HandedScreen.svelte";
import { phraseLanguages, phrasesIn } from "./phrases";

const own = (items: readonly FormItem[]): FormItem[] =>
  items.flatMap((item): FormItem[] => {
    if (item.kind === "question") return item.audience === "participant" ? [item] : [];
    return [{ ...item, items: own(item.items) }];
  });
const definition = { ...household, items: own(household.items) };

function view(language: string, answers: Record<string, string> = {}): HandedView {
  const spoken = household.languages.find(({ code }) => code === language)!;
  return { language: spoken, definition, answers, state: evaluate(definition, answers), revision: 4 };
}

let saves: SaveHandedRequest[];
let fails: string | null;
const port: HandedPort = {
  screen: async () => view("ar"),
  save: async (request) => {
    saves.push(request);
    if (fails !== null) throw { code: fails, field: null };
    return { revision: request.revision + 1, saved_at: "2024-06-20T14:05:00+09:00", state: evaluate(definition, request.answers) };
  },
  evaluate: async (request) => evaluate(definition, request.answers),
  takeBack: () => new Promise(() => {}),
};

beforeEach(() => {
  saves = [];
  fails = null;
});
afterEach(cleanup);

describe("the screen in the hands of a participant", () => {
  it("asks one question at a time, and goes on without an answer", async () => {
    const handed = new Handed(view("ar"), port);
    expect(handed.page?.path).toBe("welcome");
    await handed.next();
    expect(handed.page?.path).toBe("moved_in");
    await handed.next();
    handed.back();
    expect(handed.page?.path).toBe("moved_in");
  });

  it("asks what the answer before leads to", async () => {
    const handed = new Handed(view("ar"), port);
    handed.at = "children_any";
    handed.answer("children_any", "yes", true);
    await handed.next();
    expect(handed.page?.kind).toBe("more");
    const page = handed.page;
    if (page?.kind === "more") await handed.add(page.repeat);
    expect(handed.page?.path).toBe("children[1].name");
  });

  it("saves every answer with the revision that it has", async () => {
    const handed = new Handed(view("ar"), port);
    handed.answer("rooms", "2", true);
    await handed.saves.flush();
    handed.answer("rooms", "3", true);
    await handed.saves.flush();
    expect(saves.map(({ revision, answers }) => [revision, answers["rooms"]])).toEqual([[4, "2"], [5, "3"]]);
  });

  it("goes on behind the last answer after a reload", () => {
    expect(new Handed(view("ar", { rooms: "2" }), port).page?.path).toBe("children_any");
  });

  it("keeps what was typed and says so when it cannot be saved", async () => {
    fails = "disk_full";
    const handed = new Handed(view("ar"), port);
    render(HandedScreen, { handed });
    handed.answer("rooms", "2", true);
    await handed.saves.flush();
    await expect.poll(() => screen.getByTestId("handed-saved").textContent).toContain(phrasesIn("ar").words.notKept);
    expect(handed.answers["rooms"]).toBe("2");
    await handed.saves.close();
  });

  it("is written from right to left in Arabic, with the form's words and ours in Arabic", async () => {
    const handed = new Handed(view("ar"), port);
    render(HandedScreen, { handed });
    expect(screen.getByTestId("handed").dir).toBe("rtl");
    expect(screen.getByTestId("handed").lang).toBe("ar");
    await fireEvent.submit(screen.getByTestId("handed"));
    await vi.waitFor(() => expect(screen.getByRole("heading", { level: 1 }).textContent).toContain("متى"));
    expect(screen.getByTestId("handed-next").textContent).toContain("التالي");
    expect(screen.queryByRole("link")).toBeNull();
  });

  it("ends with thanks and shows no answer any more", async () => {
    const handed = new Handed(view("ar", { rooms: "2" }), port);
    handed.at = null;
    render(HandedScreen, { handed });
    expect(screen.getByTestId("handed-end").textContent).toContain(phrasesIn("ar").words.giveBack);
    expect(screen.queryByTestId("handed-next")).toBeNull();
  });
});

describe("our few words", () => {
  it("are there in every language that has a consent script", () => {
    expect([...phraseLanguages].sort()).toEqual([...scriptLanguages].sort());
    for (const code of phraseLanguages) {
      expect(Object.values(phrasesIn(code).words).filter((text) => text.trim() === ""), code).toEqual([]);
    }
  });

  it("are easy Japanese and English side by side in every other language", () => {
    expect(phrasesIn("bo").words.next).toBe("つぎへ / Next");
    expect(phrasesIn("ar-SY").words.next).toBe(phrasesIn("ar").words.next);
  });
});
