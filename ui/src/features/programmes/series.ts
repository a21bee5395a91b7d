/** Sessions by pattern: days of the week, every so many weeks, so many in all. */
export interface Pattern {
  /** The first day that may be one (ISO 8601). */
  from: string;
  /** 0 is Sunday. */
  weekdays: readonly number[];
  everyWeeks: number;
  times: number;
}

export const MOST_SESSIONS = 120;
const DAY_MS = 86_400_000;

/**
 * The days of a pattern in order. Weeks begin on Monday, so that with every other week Saturday and Sunday fall into
 * the same one. Days that are taken are left out and do not count.
 */
export function daysOf({ from, weekdays, everyWeeks, times }: Pattern, taken: ReadonlySet<string>): { days: string[]; skipped: number } {
  const start = Date.parse(from);
  const days: string[] = [];
  let skipped = 0;
  if (Number.isNaN(start) || weekdays.length === 0 || everyWeeks < 1) return { days, skipped };
  const wanted = Math.min(times, MOST_SESSIONS);
  const monday = start - ((new Date(start).getUTCDay() + 6) % 7) * DAY_MS;
  for (let at = start; days.length < wanted; at += DAY_MS) {
    const week = Math.floor((at - monday) / (7 * DAY_MS));
    if (week % everyWeeks !== 0 || !weekdays.includes(new Date(at).getUTCDay())) continue;
    const day = new Date(at).toISOString().slice(0, 10);
    if (taken.has(day)) skipped += 1;
    else days.push(day);
  }
  return { days, skipped };
}
