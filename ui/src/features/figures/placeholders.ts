import type { FigureView, TextPiece } from "../../api/generated/contract";

const FIELD = /\{([^{}\s]+)\}/g;

export interface Preview {
  readonly pieces: readonly TextPiece[];
  /** Fields that name no figure, each once. */
  readonly unknown: readonly string[];
}

/** Cuts a text of the office into words and figures, as the report will print it. */
export function preview(text: string, figures: readonly FigureView[]): Preview {
  const pieces: TextPiece[] = [];
  const unknown = new Set<string>();
  let from = 0;
  for (const match of text.matchAll(FIELD)) {
    const id = match[1] ?? "";
    const figure = figures.find((each) => each.id === id);
    if (figure === undefined) {
      unknown.add(id);
      continue;
    }
    if (match.index > from) pieces.push({ kind: "words", text: text.slice(from, match.index) });
    pieces.push({ kind: "figure", id, value: figure.value, unit: figure.unit });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: "words", text: text.slice(from) });
  return { pieces, unknown: [...unknown] };
}

/** The text with a field in place of the selection, and where the cursor stands then. */
export function insertField(text: string, id: string, start: number, end: number): { text: string; cursor: number } {
  const field = `{${id}}`;
  return { text: text.slice(0, start) + field + text.slice(end), cursor: start + field.length };
}
