const eras: Record<string, number> = {
  令和: 2018, R: 2018, r: 2018, 平成: 1988, H: 1988, h: 1988, 昭和: 1925, S: 1925, s: 1925,
};

/** How exactly a date has to be known. */
export type Precision = "day" | "any";

/**
 * Reads a date as people write it (2024/6/20, 20240620, 2024年6月20日, 令和6年6月20日, R6.6.20) and returns ISO 8601;
 * anything it does not understand comes back as it was typed, for the program to judge.
 */
export function readDate(typed: string): string {
  const text = typed.normalize("NFKC").trim();
  const western = text.replace(/^(令和|平成|昭和|[RHSrhs])\s*(\d{1,2}|元)/, (_, era: string, year: string) =>
    String((eras[era] ?? 0) + (year === "元" ? 1 : Number(year))),
  );
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(western) ?? splitDate(western);
  if (!parts) return typed.trim();
  const [, year, month, day] = parts;
  return [year, month?.padStart(2, "0"), day?.padStart(2, "0")].filter(Boolean).join("-");
}

/** Says whether ISO text names a real day, or with `any` also a month or a year. */
export function isRealDate(iso: string, precision: Precision = "day"): boolean {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(iso);
  if (!match) return false;
  const [, year, month, day] = match;
  if (precision === "day" && !day) return false;
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return date.getUTCMonth() === Number(month ?? 1) - 1 && date.getUTCDate() === Number(day ?? 1);
}

function splitDate(text: string): RegExpExecArray | null {
  return /^(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?)?\s*月?)?\s*年?$/.exec(text);
}
