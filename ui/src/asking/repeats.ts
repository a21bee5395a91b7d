type Answers = Readonly<Record<string, string>>;

/** What one instance held, to put it back: paths from the instance on. */
export type Removed = Readonly<Record<string, string>>;

/** The path of an instance of a repeat (`children[]`): `children[2]`. */
export function instancePath(repeat: string, number: number): string {
  return repeat.replace(/\[\]$/, `[${number}]`);
}

/** The answers with one more instance at the end; the count is an answer of its own. */
export function withOneMore(answers: Answers, repeat: string, count: number): Record<string, string> {
  return { ...answers, [repeat]: String(count + 1) };
}

/** The answers without one instance, and what it held; those after it move up by one. */
export function withoutOne(
  answers: Answers,
  repeat: string,
  count: number,
  number: number,
): { answers: Record<string, string>; removed: Removed } {
  const removed: Record<string, string> = {};
  const kept: Record<string, string> = {};
  for (const [path, text] of Object.entries(answers)) {
    const own = instanceOf(path, repeat);
    if (own === number) removed[path.slice(instancePath(repeat, own).length)] = text;
    else kept[own === null || own < number ? path : renumbered(path, repeat, own, own - 1)] = text;
  }
  return { answers: { ...kept, [repeat]: String(count - 1) }, removed };
}

/** The answers with a removed instance back in its place; those that moved up move down again. */
export function withBack(answers: Answers, repeat: string, count: number, number: number, removed: Removed): Record<string, string> {
  const next: Record<string, string> = {};
  for (const [path, text] of Object.entries(answers)) {
    const own = instanceOf(path, repeat);
    next[own === null || own < number ? path : renumbered(path, repeat, own, own + 1)] = text;
  }
  for (const [rest, text] of Object.entries(removed)) next[instancePath(repeat, number) + rest] = text;
  return { ...next, [repeat]: String(count + 1) };
}

/** Which instance of a repeat a path stands in; null when in none. */
export function instanceOf(path: string, repeat: string): number | null {
  const stem = repeat.replace(/\[\]$/, "[");
  if (!path.startsWith(stem)) return null;
  const number = /^(\d+)\]/.exec(path.slice(stem.length))?.[1];
  return number === undefined ? null : Number(number);
}

/** Whether a path is where the count of a repeat is kept. */
export function isCount(path: string): boolean {
  return path.endsWith("[]");
}

function renumbered(path: string, repeat: string, from: number, to: number): string {
  return instancePath(repeat, to) + path.slice(instancePath(repeat, from).length);
}
