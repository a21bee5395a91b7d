import { expect, it } from "vitest";
import type { WorkStep } from "$api/generated/contract";
import { endsSoon, warningOn } from "./work";

const steps: WorkStep[] = [
  { after: null, warning: "limited" },
  { after: "2026-06-20", warning: "work_ends" },
  { after: "2026-12-31", warning: "permit_ends" },
];

it("the warning of a day is that of the last step that has begun", () => {
  const on = (day: string) => warningOn(steps, day);

  expect(on("2026-06-20")).toEqual({ warning: "limited", ended_on: null });
  expect(on("2026-06-21")).toEqual({ warning: "work_ends", ended_on: "2026-06-20" });
  expect(on("2027-01-01")).toEqual({ warning: "permit_ends", ended_on: "2026-12-31" });
  expect(warningOn([{ after: null, warning: null }], "2026-06-20")).toBeNull();
});

it("an end is near from 60 days before it on, its last day included", () => {
  expect(endsSoon(steps, "2026-04-20")).toBeNull();
  expect(endsSoon(steps, "2026-04-21")).toBe(60);
  expect(endsSoon(steps, "2026-06-20")).toBe(0);
  expect(endsSoon(steps, "2026-12-31")).toBe(0);
  expect(endsSoon(steps, "2027-01-01")).toBeNull();
});
