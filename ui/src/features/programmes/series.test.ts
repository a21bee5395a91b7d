import { expect, it } from "vitest";
import { readCount } from "./cohort-form.svelte";
import { daysOf, MOST_SESSIONS } from "./series";

const none: ReadonlySet<string> = new Set();
const MON = 1;
const WED = 3;
const SAT = 6;
const SUN = 0;

it("a series begins with the first fitting day from its first day on", () => {
  expect(daysOf({ from: "2026-11-24", weekdays: [MON, WED], everyWeeks: 1, times: 4 }, none).days).toEqual(["2026-11-25", "2026-11-30", "2026-12-02", "2026-12-07"]);
});

it("every other week leaves whole weeks out, Saturday and Sunday together", () => {
  expect(daysOf({ from: "2026-11-21", weekdays: [SAT, SUN], everyWeeks: 2, times: 4 }, none).days).toEqual(["2026-11-21", "2026-11-22", "2026-12-05", "2026-12-06"]);
});

it("days that have a session already are left out and told, and the number is kept", () => {
  expect(daysOf({ from: "2026-11-23", weekdays: [MON], everyWeeks: 1, times: 2 }, new Set(["2026-11-30"]))).toEqual({ days: ["2026-11-23", "2026-12-07"], skipped: 1 });
});

it("a series passes the end of a year and the leap day", () => {
  expect(daysOf({ from: "2027-12-29", weekdays: [WED], everyWeeks: 1, times: 2 }, none).days).toEqual(["2027-12-29", "2028-01-05"]);
  expect(daysOf({ from: "2028-02-29", weekdays: [2], everyWeeks: 1, times: 2 }, none).days).toEqual(["2028-02-29", "2028-03-07"]);
});

it("without a day of the week, a readable day or a number there is no series, and none is endless", () => {
  expect(daysOf({ from: "2026-11-23", weekdays: [], everyWeeks: 1, times: 2 }, none).days).toEqual([]);
  expect(daysOf({ from: "soon", weekdays: [MON], everyWeeks: 1, times: 2 }, none).days).toEqual([]);
  expect(daysOf({ from: "2026-11-23", weekdays: [MON], everyWeeks: 1, times: 1_000_000 }, none).days).toHaveLength(MOST_SESSIONS);
});

it("a count is read in full-width digits, may be missing, and is refused when it is none", () => {
  expect([readCount("２４"), readCount(" 8 "), readCount("")]).toEqual([24, 8, null]);
  expect([readCount("0"), readCount("-3"), readCount("many"), readCount("1.5")]).toEqual([undefined, undefined, undefined, undefined]);
});
