import { isCount } from "../../asking/repeats";

/** What one side of a draft holds: answers by path and the day. */
export interface DraftText {
  readonly answers: Readonly<Record<string, string>>;
  readonly heldOn: string;
}

/** A field that both sides changed; `other` is what the store holds. */
export interface Conflict {
  readonly field: string;
  readonly other: string;
}

export const HELD_ON = "held_on";

/** Stands between two versions of an answer that the store keeps until somebody decides. */
const BETWEEN = "\n\n――――\n";

export function read(text: DraftText, field: string): string {
  return field === HELD_ON ? text.heldOn : (text.answers[field] ?? "");
}

/** What the screen shows next: nothing that stands on it is ever replaced without a question. */
export function reconcile(base: DraftText, mine: DraftText, theirs: DraftText): { text: DraftText; conflicts: Conflict[] } {
  const answers: Record<string, string> = {};
  const conflicts: Conflict[] = [];
  const settle = (field: string): string => {
    const [was, here, there] = [read(base, field), read(mine, field), read(theirs, field)];
    if (here === there || there === was || there === "") return here;
    if (here === "") return there;
    // Of two counts the larger one hides no answer.
    if (isCount(field)) return Number(there) > Number(here) ? there : here;
    conflicts.push({ field, other: there });
    return here;
  };
  for (const field of new Set([...Object.keys(mine.answers), ...Object.keys(theirs.answers)])) {
    answers[field] = settle(field);
  }
  return { text: { answers, heldOn: settle(HELD_ON) }, conflicts };
}

/** Until somebody decides, the store keeps both versions of an answer. */
export function keepBoth(answers: Readonly<Record<string, string>>, conflicts: readonly Conflict[]): Record<string, string> {
  const kept = { ...answers };
  for (const { field, other } of conflicts) {
    if (field !== HELD_ON) kept[field] = `${kept[field] ?? ""}${BETWEEN}${other}`;
  }
  return kept;
}

/**
 * Two versions kept in one answer are two again. Text that people read shows them well as it is; a choice or a number
 * would be neither.
 */
export function keptApart(
  answers: Readonly<Record<string, string>>,
  isText: (field: string) => boolean,
): { answers: Record<string, string>; conflicts: Conflict[] } {
  const apart: Record<string, string> = {};
  const conflicts: Conflict[] = [];
  for (const [field, text] of Object.entries(answers)) {
    const [mine = "", ...others] = isText(field) ? [text] : text.split(BETWEEN);
    apart[field] = mine;
    if (others.length > 0) conflicts.push({ field, other: others.join(BETWEEN) });
  }
  return { answers: apart, conflicts };
}

/** The other version without what stands here already. */
export function differing({ field, other }: Conflict, here: string): Conflict[] {
  const versions = other.split(BETWEEN).filter((version) => version !== here);
  return versions.length > 0 ? [{ field, other: versions.join(BETWEEN) }] : [];
}

export function withoutEmpty(answers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).filter(([, text]) => text.trim() !== ""));
}
