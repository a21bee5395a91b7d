import type { FigureView } from "../../api/generated/contract";

/** Whole yen as people type them: 13,233,450 · 13,233,450 · ¥13233450円. Null when it is no such number. */
export function parseWhole(typed: string): number | null {
  const plain = typed.normalize("NFKC").replace(/[\s,、¥円]/g, "");
  if (!/^\d{1,13}$/.test(plain)) return null;
  return Number(plain);
}

/** Cut down, never rounded, as the report prints it. */
export function thousands(yen: number): number {
  return Math.trunc(yen / 1000);
}

export type Direction = "up" | "down" | "same" | "first" | "unknown";

export interface Change {
  readonly direction: Direction;
  readonly by: number;
}

export function change(figure: Pick<FigureView, "value" | "previous">): Change {
  if (figure.previous === null) return { direction: "unknown", by: 0 };
  const by = Math.abs(figure.value - figure.previous);
  if (by === 0) return { direction: "same", by };
  if (figure.previous === 0) return { direction: "first", by };
  return { direction: figure.value > figure.previous ? "up" : "down", by };
}

/** Lengths of the two bars, in per cent of the longer one. */
export function bars(figure: Pick<FigureView, "value" | "previous">): { now: number; before: number } {
  const previous = figure.previous ?? 0;
  const longest = Math.max(figure.value, previous, 1);
  const length = (value: number) => Math.round((value / longest) * 100);
  return { now: length(figure.value), before: length(previous) };
}
