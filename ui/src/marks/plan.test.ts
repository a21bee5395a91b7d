import { describe, expect, it } from "vitest";
import type { PlanStepState, PlanStepView } from "$api/generated/contract";
import { addDays, daysFrom, movedBy, stepsLeft, whenDue } from "./plan";

const step = (id: number, due_on: string, state: PlanStepState = "open") => ({ id, due_on, state, done_on: state === "done" ? due_on : null }) as PlanStepView;
const plan = [step(1, "2026-10-05", "done"), step(2, "2026-10-31"), step(3, "2026-12-01"), step(4, "2026-12-09", "dropped")];

describe("another first day", () => {
  it("moves every open step by as many days, and no other", () => {
    expect(movedBy(plan, 8).map(({ step, to }) => [step.id, to])).toEqual([[2, "2026-11-08"], [3, "2026-12-09"]]);
    expect(movedBy(plan, -1).map(({ to }) => to)).toEqual(["2026-10-30", "2026-11-30"]);
  });

  it("that is the same day moves nothing", () => {
    expect(movedBy(plan, 0)).toEqual([]);
  });
});

it("an open step of the past is overdue, a done one never", () => {
  expect(whenDue(step(1, "2026-11-01"), "2026-11-03")).toEqual({ kind: "overdue", days: 2 });
  expect(whenDue(step(1, "2026-11-01", "done"), "2026-11-03").kind).not.toBe("overdue");
  expect(whenDue(step(1, "2026-11-03"), "2026-11-03")).toEqual({ kind: "soon", days: 0 });
  expect(whenDue(step(1, "2026-12-03"), "2026-11-03")).toEqual({ kind: "later", days: 30 });
});

it("dropped steps neither count as done nor as left", () => {
  expect(stepsLeft(plan)).toEqual({ done: 1, of: 3 });
});

it("days are counted across months, years and the change of the clock", () => {
  expect(addDays("2027-12-31", 1)).toBe("2028-01-01");
  expect(daysFrom("2026-03-28", "2026-03-30")).toBe(2);
});
