/** A secret key as it is read and written by hand: what it is, then four characters at a time. */
export function groupsOf(secret: string): string[] {
  const [, kind = "", rest = secret] = /^(AGE-SECRET-KEY-1)(.*)$/.exec(secret) ?? [];
  return [kind, ...(rest.match(/.{1,4}/g) ?? [])].filter(Boolean);
}
