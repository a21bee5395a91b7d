/** What one side of a draft holds: answers by question id and the day. */
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
    if (field !== HELD_ON) kept[field] = `${kept[field] ?? ""}\n\n――――\n${other}`;
  }
  return kept;
}

export function withoutEmpty(answers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(answers).filter(([, text]) => text.trim() !== ""));
}
