import type { AgendaLineView } from "$api/generated/contract";
import { formatNumber } from "$format";
import { language, t } from "$i18n";

export type Group = keyof typeof t.work.groups;

/** What a line says: the words of a task, or the words for a reminder. */
export function lineTitle(line: AgendaLineView): string {
  if (line.task) return line.task.title;
  if (line.plan) return language.current === "ja" ? line.plan.title_ja : line.plan.title_en;
  if (line.discussion) return line.discussion.next_step;
  return line.reminder ? t.work.reminders[line.reminder.kind] : "";
}

/** Tells lines apart. */
export function lineKey(line: AgendaLineView): string {
  if (line.plan) return `plan-${line.plan.step}`;
  if (line.discussion) return `discussion-${line.discussion.discussion}`;
  return line.task ? `task-${line.task.id}` : `${line.reminder?.kind}-${line.reminder?.subject}-${line.due_on}`;
}

/** When a line is due, in words. */
export function dueWords(daysLeft: number): string {
  if (daysLeft < 0) return t.work.late(formatNumber(-daysLeft));
  if (daysLeft === 0) return t.work.dueToday;
  return daysLeft === 1 ? t.work.dueTomorrow : t.work.inDays(formatNumber(daysLeft));
}

const groupOf = (line: AgendaLineView): Group => {
  if (line.days_left < 0) return "late";
  if (line.days_left === 0) return "today";
  return line.days_left <= 7 ? "week" : "later";
};

/** Groups lines by when they are due; groups without lines are left out. */
export function grouped(lines: readonly AgendaLineView[]): { group: Group; lines: AgendaLineView[] }[] {
  const order: Group[] = ["late", "today", "week", "later"];
  return order
    .map((group) => ({ group, lines: lines.filter((line) => groupOf(line) === group) }))
    .filter(({ lines: within }) => within.length > 0);
}

/** Days on which a line may come back: tomorrow, next Monday, in a week. */
export function laterDays(today: string): { tomorrow: string; nextMonday: string; inAWeek: string } {
  const after = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  const weekday = new Date(Date.parse(today)).getUTCDay();
  return { tomorrow: after(1), nextMonday: after(((8 - weekday) % 7) || 7), inAWeek: after(7) };
}
