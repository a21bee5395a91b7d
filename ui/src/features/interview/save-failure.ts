import type { CommandError } from "../../api/generated/contract";
import { t } from "$i18n";

/** Not saved: why, and what to do. */
export function saveFailure(error: CommandError | null): string | null {
  if (error === null) return null;
  const { happened, advice } = t.errors.codes[error.code];
  return t.interview.saved.failed(happened, advice);
}
