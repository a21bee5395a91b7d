import { t } from "$i18n";

/** Minutes as hours and minutes: 1時間30分 · 1 h 30 min. */
export function duration(minutes: number): string {
  return t.programmes.hours(Math.floor(minutes / 60), minutes % 60);
}
