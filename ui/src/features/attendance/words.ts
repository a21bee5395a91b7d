import { t } from "$i18n";

/** A day without its year for narrow columns: 6/15 · 15/6. */
export function shortDay(day: string): string {
  return t.programmes.attendance.shortDay(Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}
