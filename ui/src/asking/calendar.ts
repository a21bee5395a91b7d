/** The word for year, month or day in a language; both of ours where the web view knows none. */
export function datePart(part: "year" | "month" | "day", locale: string): string {
  const fallback = { year: "年 / Year", month: "月 / Month", day: "日 / Day" }[part];
  try {
    const known = Intl.DisplayNames.supportedLocalesOf([locale]).length > 0;
    return (known && new Intl.DisplayNames([locale], { type: "dateTimeField" }).of(part)) || fallback;
  } catch {
    return fallback;
  }
}

/** January to December of the calendar in which answers are kept, whatever calendar the language counts in. */
export function monthNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC", calendar: "gregory" });
  const number = new Intl.NumberFormat(locale);
  return Array.from({ length: 12 }, (_, at) => {
    const name = format.format(new Date(Date.UTC(2024, at, 1)));
    return /^\p{Nd}+\P{Nd}?$/u.test(name) ? name : `${number.format(at + 1)} · ${name}`;
  });
}

/** 1 to 31 as the language writes them. */
export function dayNames(locale: string): string[] {
  const number = new Intl.NumberFormat(locale);
  return Array.from({ length: 31 }, (_, at) => number.format(at + 1));
}
