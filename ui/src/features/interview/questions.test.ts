import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import type { FormDefinition, InterviewDraftView } from "../../api/generated/contract";
import { Speaker } from "../../asking/words";
import { evaluate } from "../../dev/fake-evaluation";
import { ask } from "../../dev/fake-form-data";
import { InterviewDraft, type DraftPort } from "./draft.svelte";
import Questions from "./Questions.svelte";
import SavedState from "./SavedState.svelte";
import Strips from "./Strips.svelte";

const form: FormDefinition = {
  form: 1, version: 1, code: "standard", title: {}, languages: [{ code: "ja", name: "", rtl: false }], lists: {},
  items: [ask("work", "text", { ja: "work" }), ask("health", "text", { ja: "health" }, { sensitive: true })],
};
const old = { questions: [] };
const view: InterviewDraftView = {
  ...old,
  draft: 7,
  person: {
    id: 3, name: "أمل", other_names: [], reading: null, nationality: null, birth_year: null,
    first_contact: "2024-05-01", last_seen: "2024-05-01", stage: "first_contact", closed_on: null, caseworker: null, cohort: null, roles: [], work: [],
  },
  answers: { work: "溶接" }, focus: null, held_on: "2024-06-20", revision: 0,
  saved_at: "2024-06-20T10:31:00+09:00", consent: false, languages: [],
  form, state: evaluate(form, {}), aside: [], newer: null, others: [],
};

const never = () => new Promise<never>(() => {});
const fullDisk: DraftPort = {
  open: never,
  save: () => Promise.reject(new Error()),
  evaluate: never,
  finish: never,
  discard: never,
  reason: () => ({ code: "disk_full", field: null }),
};

it("opens no sensitive question without consent and says why", () => {
  render(Questions, { draft: new InterviewDraft(view, fullDisk), speaker: Speaker.of(form, ["ja"]), errorOf: () => undefined, onaskconsent: () => {} });
  expect(screen.getByTestId<HTMLTextAreaElement>("interview-q-work").value).toBe("溶接");
  expect(screen.queryByTestId("interview-q-health")).toBeNull();
  expect(screen.getByTestId("interview-closed-health").textContent).toContain("同意");
});

it("shows when it was saved, and why it could not be", async () => {
  const draft = new InterviewDraft(view, fullDisk);
  render(SavedState, { draft });
  render(Strips, { draft, continued: null });
  expect(screen.getByTestId("interview-saved").textContent).toContain("10:31");

  draft.answer("work", "溶接と塗装");
  await draft.saves.flush();
  await expect.poll(() => screen.getByTestId("interview-saved").textContent).toContain("保存できていません");
  expect(draft.answers["work"]).toBe("溶接と塗装");
  await draft.saves.close();
});
