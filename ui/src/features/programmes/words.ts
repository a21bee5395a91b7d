import { t } from "$i18n";

/** Minutes as hours and minutes. */
export function duration(minutes: number): string {
  return t.programmes.hours(Math.floor(minutes / 60), minutes % 60);
}
