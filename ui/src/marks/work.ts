import type { WorkStep, WorkWarningView } from "$api/generated/contract";

/** What speaks against work on a day: the last step that has begun by then. */
export function warningOn(steps: readonly WorkStep[], day: string): WorkWarningView | null {
  const step = steps.findLast(({ after }) => after === null || after < day);
  return step?.warning ? { warning: step.warning, ended_on: step.after } : null;
}

/** Days until something runs out that allows work today, if that is soon. */
export function endsSoon(steps: readonly WorkStep[], day: string): number | null {
  const next = steps.find(({ after }) => after !== null && after >= day)?.after;
  if (!next) return null;
  const days = Math.round((Date.parse(next) - Date.parse(day)) / 86_400_000);
  return days <= SOON_DAYS ? days : null;
}

const SOON_DAYS = 60;
