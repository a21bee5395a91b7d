import { expect, it } from "vitest";
import { isRealDate, readDate } from "./dates";

it.each([
  ["2024/6/20", "2024-06-20"],
  ["20240620", "2024-06-20"],
  ["2024年6月20日", "2024-06-20"],
  ["令和6年6月20日", "2024-06-20"],
  ["令和元年5月1日", "2019-05-01"],
  ["R6.6.20", "2024-06-20"],
  ["2024/6/20", "2024-06-20"],
  ["1990", "1990"],
  ["1990年4月", "1990-04"],
])("%s is read as %s", (typed, iso) => {
  expect(readDate(typed)).toBe(iso);
});

it("what is no date stays as it was typed", () => {
  expect(readDate("next week")).toBe("next week");
});

it("a day that is not in the calendar is not real", () => {
  expect(isRealDate("2023-02-29")).toBe(false);
  expect(isRealDate("2024-02-29")).toBe(true);
});

it("a year alone is enough only where any precision will do", () => {
  expect(isRealDate("1990", "any")).toBe(true);
  expect(isRealDate("1990")).toBe(false);
});
