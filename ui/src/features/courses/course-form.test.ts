import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PlanTemplateStep } from "$api/generated/contract";
import { fakeCommands } from "../../dev/fake";
import { CourseForm, PlanForm, readWhole } from "./course-form.svelte";

let asked: [name: string, request: unknown][] = [];

beforeEach(() => {
  asked = [];
  const commands: Record<string, (request: never) => unknown> = fakeCommands();
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return commands[name]?.(request);
  });
});
afterEach(() => clearMocks());

const step: PlanTemplateStep = { id: 3, subject: "pair", offset_days: 14, title_ja: "会う", title_en: "Meet", who: "mentor", repeat_every_days: 14, times: 5 };

describe("a standard plan", () => {
  it("keeps the numbers of its steps, so that what was laid out from them is still theirs", async () => {
    const form = new PlanForm("mentorship", "pair", [step]);
    form.add();
    const added = form.lines[1];
    if (!added) throw new Error("a line was added");
    added.titleJa = "振り返る";
    added.offset = "−７";

    expect(await form.save()).toBe(true);

    expect(asked).toEqual([["save_plan_template", { course: "mentorship", steps: [step, expect.objectContaining({ id: null, offset_days: -7, title_ja: "振り返る", times: 1 })] }]]);
  });

  it("a step that repeats needs the days after which it does", async () => {
    const form = new PlanForm("mentorship", "pair", [{ ...step, repeat_every_days: 0, times: 3 }]);

    expect(form.wrong(form.lines[0]!).every).toBe(true);
    expect(await form.save()).toBe(false);
    expect(asked).toEqual([]);
  });

  it("what is empty is refused at its own line", async () => {
    const form = new PlanForm("mentorship", "pair", [step, { ...step, title_ja: "" }]);

    expect(await form.save()).toBe(false);

    expect(form.sending.at("steps.1.title_ja")).toBeTruthy();
    expect(form.sending.at("steps.0.title_ja")).toBeUndefined();
  });
});

it("a course whose numbers cannot be read is not sent", async () => {
  const form = CourseForm.blank("integration");
  form.months = "half a year";

  expect(await form.save()).toBeNull();
  expect(asked).toEqual([]);
});

it("whole numbers are read within their bounds, in full-width digits and with any minus", () => {
  expect([readWhole("－１４", -100, 100), readWhole("-7", -100, 100), readWhole("０", 0, 5)]).toEqual([-14, -7, 0]);
  expect([readWhole("6", 0, 5), readWhole("", 0, 5), readWhole("1.5", 0, 5)]).toEqual([null, null, null]);
});
