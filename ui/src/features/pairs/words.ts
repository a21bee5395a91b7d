import type { MentorPairRow } from "$api/generated/contract";
import { formatDayShort } from "$format";
import { t } from "$i18n";
import { courses } from "../../courses.svelte";
import { daysFrom } from "../../marks/plan";

/** Where a pair stands in its time: the share that is over, and the words for it. */
export function timeOf(row: MentorPairRow, today: string): { share: number; words: string; late: boolean } {
  const words = t.programmes.pairs;
  const whole = Math.max(1, daysFrom(row.starts_on, row.ends_on));
  if (row.ended_on) {
    const day = formatDayShort(row.ended_on);
    const told = row.reason ? words.overWith(day, courses.exitReason(row.reason)) : words.over(day);
    return { share: Math.min(1, daysFrom(row.starts_on, row.ended_on) / whole), words: told, late: false };
  }
  const gone = daysFrom(row.starts_on, today);
  if (gone < 0) return { share: 0, words: words.begins(formatDayShort(row.starts_on)), late: false };
  if (gone > whole) return { share: 1, words: words.past(gone - whole), late: true };
  return { share: gone / whole, words: words.progress(gone + 1, whole + 1), late: false };
}
