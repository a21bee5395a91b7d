import { describe, expect, it } from "vitest";
import type { FormDefinition, FormState } from "../api/generated/contract";
import { evaluate } from "../dev/fake-evaluation";
import { ask, group, household } from "../dev/fake-form-data";
import { stepsOf } from "./answer";
import { monthNames } from "./calendar";
import { answerText } from "./display";
import { idOf, outline, pathOf, questionsOf } from "./outline";
import { readNumber, readTime } from "./reading";
import { withBack, withoutOne } from "./repeats";
import { bestLanguage, fromRight, Speaker } from "./words";

describe("the outline of a form", () => {
  const paths = (answers: Record<string, string>) =>
    questionsOf(outline(household, evaluate(household, answers))).map(({ path }) => path);

  it("asks what is relevant, in the order of the form, and nothing that is only worked out", () => {
    expect(paths({}).slice(0, 4)).toEqual(["ward", "moved_in", "rooms", "children_any"]);
    expect(paths({})).not.toContain("welcome");
    expect(paths({})).not.toContain("weekly");
    expect(paths({ wage: "1200" })).toContain("weekly");
  });

  it("asks each of several by its number", () => {
    const asked = paths({ children_any: "yes", "children[]": "2", "children[2].age": "7" });
    expect(asked.filter((path) => path.startsWith("children["))).toEqual([
      "children[1].name", "children[1].age", "children[2].name", "children[2].age", "children[2].school",
    ]);
  });

  it("knows a repeat inside a repeat", () => {
    expect(pathOf("a[].b[].c", [2, 3])).toBe("a[2].b[3].c");
    expect(pathOf("a[].b[]", [2])).toBe("a[2].b[]");
    expect(idOf("a[2].b[3].c")).toBe("a[].b[].c");
    const nested: FormDefinition = {
      ...household,
      items: [group("a[]", {}, [group("a[].b[]", {}, [ask("a[].b[].c", "text", {})], "repeat")], "repeat")],
    };
    const state: FormState = { questions: {}, repeats: { "a[]": 2, "a[1].b[]": 0, "a[2].b[]": 1 }, hidden: [], headings: {} };
    expect(questionsOf(outline(nested, state)).map(({ path }) => path)).toEqual(["a[2].b[1].c"]);
  });

  it("leaves out what stands in a hidden group or instance", () => {
    const state = evaluate(household, { children_any: "yes", "children[]": "2" });
    state.hidden.push("children[1]", "working");
    const asked = questionsOf(outline(household, state)).map(({ path }) => path);
    expect(asked.some((path) => path.startsWith("children[1]"))).toBe(false);
    expect(asked).toContain("children[2].name");
    expect(asked).not.toContain("ways");
  });
});

describe("taking one of several away", () => {
  const answers = {
    "a[]": "3", "a[1].x": "one", "a[2].x": "two", "a[2].b[1].y": "deep", "a[3].x": "three", "a[3].b[1].y": "deeper", other: "stays",
  };

  it("closes the gap, inside too, and gives back what it held", () => {
    const { answers: left, removed } = withoutOne(answers, "a[]", 3, 2);
    expect(left).toEqual({ "a[]": "2", "a[1].x": "one", "a[2].x": "three", "a[2].b[1].y": "deeper", other: "stays" });
    expect(withBack(left, "a[]", 2, 2, removed)).toEqual(answers);
  });

  it("does not touch a repeat whose name begins the same", () => {
    const { answers: left } = withoutOne({ ...answers, "ab[1].x": "mine" }, "a[]", 3, 1);
    expect(left["ab[1].x"]).toBe("mine");
  });
});

describe("what is typed", () => {
  it.each([
    ["１２", "12"], ["١٢", "12"], ["၃", "3"], ["1,200", "1200"], ["1,200.5", "1200.5"], ["−3", "-3"], ["+4", "4"], [" 7 ", "7"],
    ["3,5", "3,5"], ["twelve", "twelve"], ["1.2.3", "1.2.3"], ["", ""],
  ])("as a number '%s' is kept as '%s'", (typed, kept) => expect(readNumber(typed)).toBe(kept));

  it.each([
    ["14:30", "14:30"], ["1430", "14:30"], ["14時30分", "14:30"], ["午後2時半", "14:30"], ["2:30 pm", "14:30"], ["12 am", "00:00"],
    ["９：０５", "09:05"], ["25:00", "25:00"], ["noon", "noon"], ["14", "14"],
  ])("as a time '%s' is kept as '%s'", (typed, kept) => expect(readTime(typed)).toBe(kept));
});

describe("the language of a form", () => {
  it.each(["ar", "fa", "ur", "ps", "he", "ckb", "ug", "ku-Arab", "ar-EG"])("%s is written from right to left", (code) =>
    expect(fromRight(code)).toBe(true),
  );

  it.each(["ja", "en", "my", "ti", "am", "uk", "ku", "zz-nonsense-!"])("%s is not", (code) => expect(fromRight(code)).toBe(false));

  it("is the wanted one, whatever its region, else the first of the form", () => {
    expect(bestLanguage(household.languages, ["ar-SY"])?.code).toBe("ar");
    expect(bestLanguage(household.languages, ["ti", "my"])?.code).toBe("my");
    expect(bestLanguage(household.languages, ["bo"])?.code).toBe("ja");
  });

  it("falls back to the default where words are missing, and says which language they are in", () => {
    const speaker = new Speaker(household.languages, "ar");
    expect(speaker.say({ ja: "区", ar: "حي" })).toEqual({ text: "حي", lang: "ar", dir: "rtl" });
    expect(speaker.say({ ja: "区" })).toEqual({ text: "区", lang: "ja", dir: "ltr" });
    expect(speaker.text({})).toBe("");
  });
});

it("shows an answer in the words of its choices", () => {
  const speaker = new Speaker(household.languages, "en");
  const question = (list: string, type: "select_one" | "select_multiple" | "rank") => ({ ...ask("x", type, {}, { list }), kind: "question" as const });
  const text = (type: "select_one" | "select_multiple" | "rank", list: string, answer: string) => {
    const item = question(list, type);
    return item.kind === "question" ? answerText(household, item as never, answer, speaker) : "";
  };
  expect(text("select_one", "yes_no", "yes")).toBe("Yes");
  expect(text("select_multiple", "ways", "walk bus")).toBe("On foot, Bus");
  expect(text("rank", "matters", "near pay")).toBe("1. Close to home\n2. Pay");
  expect(text("select_one", "yes_no", "gone")).toBe("gone");
});

it("shows a short scale as steps and a long one as a number", () => {
  const range = (start: string, end: string, step: string) => stepsOf({ range: { start, end, step } } as never);
  expect(range("0", "10", "1")).toHaveLength(11);
  expect(range("0", "1", "0.1")).toEqual(["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1"]);
  expect(range("5", "1", "1")).toEqual(["5", "4", "3", "2", "1"]);
  expect(range("0", "100", "1")).toEqual([]);
  expect(range("0", "x", "1")).toEqual([]);
});

it("names the months of the calendar that answers are kept in, whatever calendar the language counts in", () => {
  expect(monthNames("fa")).toHaveLength(12);
  expect(monthNames("en")[0]).toContain("January");
  expect(monthNames("am")[0]).toContain("ጃ");
});
