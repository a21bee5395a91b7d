import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../api/call";
import { fakeCommands, installFake } from "../../dev/fake";
import * as en from "../../i18n/en";
import * as ja from "../../i18n/ja";
import { session } from "../../session.svelte";
import { Editing } from "./editing.svelte";
import FormsPanel from "./FormsPanel.svelte";
import { freeName, isName } from "./names";

beforeEach(() => {
  history.replaceState(null, "", "/");
  installFake({ people: 12, language: "en" });
  session.accept(fakeCommands({ language: "en" }).session_status(null));
});
afterEach(() => {
  cleanup();
  clearMocks();
});

const household = async () => new Editing(await call("form", { form: 2 }));
const order = (editing: Editing) => {
  const home = editing.definition.items.find(({ id }) => id === "home");
  return home && home.kind !== "question" ? home.items.map(({ id }) => id) : [];
};

describe("changes to a form", () => {
  it("move an item among its neighbours and no further", async () => {
    const editing = await household();
    await editing.move("rooms", -1);
    expect(order(editing)).toEqual(["ward", "rooms", "moved_in", "children_any", "children[]"]);
    await editing.move("rooms", 1);
    await editing.move("ward", -1);
    expect(order(editing)).toEqual(["ward", "moved_in", "rooms", "children_any", "children[]"]);
    expect(editing.edits).toHaveLength(2);
  });

  it("are taken back one by one", async () => {
    const editing = await household();
    await editing.change({ kind: "required", id: "rooms", on: true });
    await editing.move("rooms", -1);
    await editing.undo();
    expect(order(editing)[1]).toBe("moved_in");
    await editing.undo();
    expect(editing.edits).toEqual([]);
    expect(editing.definition).toEqual((await call("form", { form: 2 })).definition);
  });

  it("in the same words are one change", async () => {
    const editing = await household();
    const label = (text: string) => editing.change({ kind: "label", id: "rooms", language: "en", text });
    await label("Rooms");
    await label("Rooms?");
    await editing.change({ kind: "label", id: "rooms", language: "ja", text: "部屋" });
    expect(editing.edits.map((edit) => ("text" in edit ? edit.text : ""))).toEqual(["Rooms?", "部屋"]);
  });

  it("that would break another question are refused by name", async () => {
    const editing = await household();
    await editing.change({ kind: "remove", id: "children_any" });
    expect(editing.refused.map(({ code, what }) => [code, what])).toEqual([["needed_by_another", "children_any"]]);
    await editing.undo();
    expect(editing.refused).toEqual([]);
  });

  it("make a new version, and the one before stays readable", async () => {
    const editing = await household();
    await editing.change({ kind: "label", id: "rooms", language: "en", text: "Rooms" });
    const page = await editing.publish();
    expect(page?.summary.version).toBe(4);
    const before = await call("form", { form: 2, version: 3 });
    expect(JSON.stringify(before.definition)).toContain("How many rooms are there?");
  });
});

describe("changes that are not published", () => {
  it("are there again after a lock or a crash, and can all be taken back", async () => {
    const editing = await household();
    await editing.change({ kind: "required", id: "rooms", on: true });
    await editing.move("rooms", -1);

    const later = await household();
    await expect.poll(() => order(later)[1]).toBe("rooms");
    expect(later.edits).toHaveLength(2);
    await later.become([]);
    expect((await household()).edits).toEqual([]);
  });
});

describe("a file", () => {
  it("with something that is not supported cannot be taken in, and every place is named", async () => {
    history.replaceState(null, "", "/?refused");
    render(FormsPanel);
    await fireEvent.click(await screen.findByTestId("forms-choose-file"));
    const refused = await screen.findByTestId("forms-refused");
    expect(refused.textContent).toContain("geopoint");
    expect(refused.textContent).toContain("row 12");
    expect(refused.textContent).toContain("pulldata");
    expect(screen.queryByTestId("forms-import-take")).toBeNull();
  });

  it("is shown before it is taken in", async () => {
    render(FormsPanel);
    await fireEvent.click(await screen.findByTestId("forms-choose-file"));
    await screen.findByTestId("forms-warnings");
    expect((await call("forms")).forms).toHaveLength(2);

    await fireEvent.click(screen.getByTestId("forms-import-take"));
    await screen.findByTestId("forms-page");
    expect((await call("forms")).forms).toHaveLength(3);
  });
});

it("nobody without the right sees or loads a form", () => {
  session.accept({ ...fakeCommands().session_status(null), acts: ["see_people"] });
  render(FormsPanel);
  expect(screen.queryByTestId("forms-list")).toBeNull();
});

it("has words for every finding in both languages, with what it is about", () => {
  for (const { findings } of [ja.forms, en.forms]) {
    const silent = new Set(["unreadable", "too_large", "no_question"]);
    for (const [code, say] of Object.entries(findings)) {
      expect(say("xyzzy").includes("xyzzy"), code).toBe(!silent.has(code));
    }
  }
});

it("gives names that no other question has", () => {
  expect(freeName("choice", ["choice_1", "choice_3"])).toBe("choice_4");
  expect(freeName("choice", ["a", "choice_3"])).toBe("choice_4");
  expect(isName("age_2")).toBe(true);
  expect(isName("2age")).toBe(false);
  expect(isName("my age")).toBe(false);
});
