import { t } from "$i18n";

/** Minutes as hours: 1時間30分 · 1 h 30 min. */
export function hours(minutes: number): string {
  return t.programmes.hours(Math.floor(minutes / 60), minutes % 60);
}

/** A day without its year for narrow columns: 6/15 · 15/6. */
export function shortDay(day: string): string {
  return t.programmes.attendance.shortDay(Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}
