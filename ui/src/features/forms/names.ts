/** Whether a word can name a question or a choice: a letter, then letters, digits and _. */
export function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{M}\p{N}_.-]*$/u.test(text);
}

/** The first of `stem_1`, `stem_2`, … that is not taken. */
export function freeName(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
}
