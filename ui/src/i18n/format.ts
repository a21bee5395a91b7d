import { language, t } from "$i18n";

/** Days are kept as ISO 8601 text and shown without ever passing through a time zone. */
function utc(day: string): Date | null {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?/.exec(day);
  if (!match) return null;
  const [, year, month, date] = match;
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1)));
}

function show(day: string, options: Intl.DateTimeFormatOptions): string {
  const date = utc(day);
  if (!date) return day;
  return new Intl.DateTimeFormat(language.locale, { ...options, timeZone: "UTC" }).format(date);
}

/** 2024年6月20日(木) · 20 June 2024 */
export function formatDay(day: string): string {
  const weekday = language.current === "ja" ? ({ weekday: "short" } as const) : {};
  return show(day, { year: "numeric", month: "long", day: "numeric", ...weekday });
}

/** 2024/06/20 · 20 Jun 2024, for lists */
export function formatDayShort(day: string): string {
  if (language.current === "ja") {
    return show(day, { year: "numeric", month: "2-digit", day: "2-digit" });
  }
  return show(day, { year: "numeric", month: "short", day: "numeric" });
}

/** 6月20日 · 20 June, where the year stands above */
export function formatMonthDay(day: string): string {
  return show(day, { month: "long", day: "numeric" });
}

/** A birth known to the year, the month or the day. */
export function formatBirth(birth: string): string {
  if (/^\d{4}$/.test(birth)) return language.current === "ja" ? `${birth}年` : birth;
  if (/^\d{4}-\d{2}$/.test(birth)) return show(birth, { year: "numeric", month: "long" });
  return show(birth, { year: "numeric", month: "long", day: "numeric" });
}

/** The hour and minute of a saved time (RFC 3339, local): 14:05 */
export function formatTime(moment: string): string {
  return /T(\d{2}:\d{2})/.exec(moment)?.[1] ?? "";
}

/** The day and the time of a moment (RFC 3339), on the clock of this computer. */
export function dayAndTime(moment: string): [day: string, time: string] {
  const local = moment.endsWith("Z") ? inLocalTime(moment) : moment;
  return [formatDay(local.slice(0, 10)), formatTime(local)];
}

function inLocalTime(moment: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return moment;
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The fiscal year, from April, in which a day lies. */
export function fiscalYearOf(day: string): number {
  const year = Number(day.slice(0, 4));
  return Number(day.slice(5, 7)) >= 4 ? year : year - 1;
}

/** 2024年度(令和6年度) · FY2024 */
export function formatFiscalYear(year: number): string {
  if (language.current === "en") return `FY${year}`;
  return `${year}年度(${eraYear(year)}年度)`;
}

// A fiscal year carries the era of most of its days: 2019 is 令和元年度 although April still was 平成.
function eraYear(year: number): string {
  const middle = new Date(Date.UTC(year, 8, 1));
  const format = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", {
    era: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const parts = format.formatToParts(middle);
  const era = parts.find((part) => part.type === "era")?.value ?? "";
  const number = parts.find((part) => part.type === "year")?.value ?? "";
  return `${era}${number === "1" ? "元" : number}`;
}

/** 12,345 */
export function formatNumber(value: number): string {
  return new Intl.NumberFormat(language.locale).format(value);
}

/** 18 MB */
export function formatBytes(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? (["kilobyte", bytes / 1e3] as const) : (["megabyte", bytes / 1e6] as const);
  const options = { style: "unit", unit, maximumFractionDigits: size < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language.locale, options).format(size);
}

/** The name of a language from its BCP 47 code. */
export function languageName(code: string): string {
  const name = displayName("language", code);
  // Some web views carry names for the larger languages only.
  return name === code ? (t.common.languageNames[code] ?? code) : name;
}

/** The name of a country from its alpha-2 code. */
export function countryName(alpha2: string): string {
  return displayName("region", alpha2);
}

/** The name of a script from its ISO 15924 code. */
export function scriptName(code: string): string {
  return displayName("script", code);
}

function displayName(type: "language" | "region" | "script", code: string): string {
  try {
    return new Intl.DisplayNames([language.locale], { type }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** Compares words as the language of the screen sorts them. */
export function compareWords(a: string, b: string): number {
  return new Intl.Collator(language.locale).compare(a, b);
}
