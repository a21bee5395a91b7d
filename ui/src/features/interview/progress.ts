import type { Part, QuestionPart } from "../../asking/outline";
import type { Words } from "../../asking/words";

/** A line of the question list: a question, or which of several the next ones are about. */
export type ListLine =
  | { readonly kind: "question"; readonly part: QuestionPart }
  | { readonly kind: "instance"; readonly path: string; readonly label: Words; readonly number: number };

export interface ListSection {
  readonly path: string;
  readonly label: Words | null;
  readonly lines: readonly ListLine[];
}

/** The question list: the outermost groups are its sections; what stands in none of them is a section without a title. */
export function listOf(parts: readonly Part[]): ListSection[] {
  const found: { path: string; label: Words | null; lines: ListLine[] }[] = [];
  for (const part of parts) {
    if (part.kind !== "question") {
      found.push({ path: part.path, label: part.label, lines: linesOf(part) });
      continue;
    }
    const last = found.at(-1);
    if (last?.label === null) last.lines.push(...linesOf(part));
    else found.push({ path: part.path, label: null, lines: linesOf(part) });
  }
  return found.filter(({ lines }) => lines.length > 0);
}

function linesOf(part: Part): ListLine[] {
  if (part.kind === "question") return part.question.type === "note" ? [] : [{ kind: "question", part }];
  if (part.kind === "group") return part.parts.flatMap(linesOf);
  return part.instances.flatMap(({ path, number, label, parts }) => [
    { kind: "instance", path, label, number } as const,
    ...parts.flatMap(linesOf),
  ]);
}

/** How it stands with a question. One that stands before an answered one and is empty was skipped. */
export type Mark = "answered" | "wrong" | "missing" | "skipped" | "closed" | "open";

interface Marked {
  readonly asked: readonly QuestionPart[];
  answered: (path: string) => boolean;
  closed: (question: QuestionPart["question"]) => boolean;
  problemOf: (part: QuestionPart) => { readonly code: string } | null;
}

export function marksOf({ asked, answered, closed, problemOf }: Marked): Map<string, Mark> {
  const furthest = asked.findLastIndex(({ path }) => answered(path));
  const mark = (part: QuestionPart, at: number): Mark => {
    if (closed(part.question)) return "closed";
    const problem = problemOf(part);
    if (problem !== null) return problem.code === "missing" ? "missing" : "wrong";
    if (answered(part.path)) return "answered";
    return at < furthest && part.state?.read_only !== true ? "skipped" : "open";
  };
  return new Map(asked.map((part, at) => [part.path, mark(part, at)]));
}

/** The question before (-1) or after (1); stays at the ends. */
export function neighbour(paths: readonly string[], current: string | null, step: 1 | -1): string | undefined {
  const at = current === null ? -1 : paths.indexOf(current);
  const next = at === -1 ? 0 : Math.min(paths.length - 1, Math.max(0, at + step));
  return paths[next];
}
