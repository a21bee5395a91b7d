/** Reads a whole number, full-width digits and separators included: null when nothing is typed, undefined when it is none. */
export function readWhole(typed: string): number | null | undefined {
  const plain = typed.normalize("NFKC").replace(/[,\s円¥]/g, "");
  if (plain === "") return null;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}
