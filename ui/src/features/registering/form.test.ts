import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installFake } from "../../dev/fake";
import { ParticipantForm } from "./form.svelte";

const TODAY = new Date().toISOString().slice(0, 10);

beforeEach(() => installFake({ people: 12 }));
afterEach(() => clearMocks());

function formWith(name: string): ParticipantForm {
  const form = ParticipantForm.blank(TODAY);
  const [first] = form.names;
  if (first) first.text = name;
  return form;
}

it("somebody who may be on record is not created before the question is answered", async () => {
  const form = formWith("Amal al-Hasan");

  expect(await form.save()).toBeNull();
  expect(form.asking).toBe(true);
  expect(form.likely[0]?.why).toContain("same_name");

  expect((await form.save(true))?.person.name).toBe("Amal al-Hasan");
});

it("somebody unlike anyone is created at once", async () => {
  const form = formWith("Zahra Quill");

  expect((await form.save())?.person.id).toBe(13);
  expect(form.dirty).toBe(false);
});

it("what was typed stays when a field is refused, and the error stands at that field", async () => {
  const form = formWith("Zahra Quill");
  form.firstContact = "2999-01-01";

  expect(await form.save()).toBeNull();
  expect(form.errorOf("first_contact")).toBeTruthy();
  expect(form.names[0]?.text).toBe("Zahra Quill");
  expect(form.dirty).toBe(true);
});

it("an error about a name stands at its own line although empty lines are not sent", async () => {
  const form = formWith("");

  await form.save();

  expect(form.errorOfName(form.names[0]?.key ?? -1)).toBeTruthy();
  expect(form.errorOfName(form.names[1]?.key ?? -1)).toBeUndefined();
});

it("a script that was guessed is guessed again with another text, a chosen one stays", async () => {
  const form = formWith("Zahra Quill");
  const [first, second] = form.names;
  if (first) first.script = "Cyrl";
  if (second) second.text = "زهرا";
  const saved = await form.save(true);
  if (!saved) throw new Error("somebody unlike anyone is created");
  expect(saved.names.map(({ script, chosen }) => [script, chosen])).toEqual([["Cyrl", true], ["Arab", false]]);

  const again = ParticipantForm.of(saved);

  expect(again.names.map(({ script }) => script)).toEqual(["Cyrl", ""]);
  expect(again.input.names.map(({ script }) => script)).toEqual(["Cyrl", ""]);
});
