import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fiscalYearOf, formatBirth, formatDay, formatFiscalYear, formatTime } from "$format";
import { language } from "$i18n";

afterEach(() => (language.current = "ja"));

describe("in Japanese", () => {
  beforeEach(() => (language.current = "ja"));

  it("a day carries its weekday", () => {
    expect(formatDay("2024-06-20").replace("(", "(").replace(")", ")")).toBe("2024年6月20日(木)");
  });

  it("a fiscal year carries its era", () => {
    expect(formatFiscalYear(2024)).toBe("2024年度(令和6年度)");
  });

  it("the first fiscal year of an era is its first, although it began in the one before", () => {
    expect(formatFiscalYear(2019)).toBe("2019年度(令和元年度)");
    expect(formatFiscalYear(2018)).toBe("2018年度(平成30年度)");
  });

  it("a birth is shown as exactly as it is known", () => {
    expect(formatBirth("1990")).toBe("1990年");
    expect(formatBirth("1990-04")).toBe("1990年4月");
    expect(formatBirth("1990-04-30")).toBe("1990年4月30日");
  });
});

describe("in English", () => {
  beforeEach(() => (language.current = "en"));

  it("a day is written out", () => {
    expect(formatDay("2024-06-20")).toBe("20 June 2024");
  });

  it("a fiscal year is short", () => {
    expect(formatFiscalYear(2024)).toBe("FY2024");
  });
});

it("a fiscal year turns on the first of April", () => {
  expect(fiscalYearOf("2025-03-31")).toBe(2024);
  expect(fiscalYearOf("2025-04-01")).toBe(2025);
});

it("a saved time is the local one, whatever the zone of this computer", () => {
  expect(formatTime("2026-11-22T14:05:09+09:00")).toBe("14:05");
});

it("the language of the page is that of the screen", () => {
  language.current = "en";

  expect(document.documentElement.lang).toBe("en");
});
