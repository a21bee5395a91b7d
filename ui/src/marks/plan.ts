import type { PlanStepView } from "$api/generated/contract";

const SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/** Whole days from one day to another (ISO 8601); negative into the past. */
export function daysFrom(day: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(day)) / DAY_MS);
}

/** A day so many days later (ISO 8601). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** How far away an open step is; the days count from today, or past its day when it is overdue. */
export function whenDue({ due_on, state }: PlanStepView, today: string): { kind: "overdue" | "soon" | "later"; days: number } {
  const days = daysFrom(today, due_on);
  if (state === "open" && days < 0) return { kind: "overdue", days: -days };
  return { kind: days <= SOON_DAYS ? "soon" : "later", days };
}

/** How many steps are done; those that are no longer to be done do not count. */
export function stepsLeft(steps: readonly PlanStepView[]): { done: number; of: number } {
  const standing = steps.filter(({ state }) => state !== "dropped");
  return { done: standing.filter(({ state }) => state === "done").length, of: standing.length };
}

/** What another first day moves: every open step by as many days; what is done stays. */
export function movedBy(steps: readonly PlanStepView[], days: number): { step: PlanStepView; to: string }[] {
  if (days === 0) return [];
  return steps.filter(({ state }) => state === "open").map((step) => ({ step, to: addDays(step.due_on, days) }));
}
