import type { ReleaseAxisView, ReleasedCellView, ReleasedDimensionView, ReleasedTableView, ReleaseTableChoice, ReleaseTablesView } from "$api/generated/contract";
import { formatFiscalYear, formatNumber } from "$format";
import { language, t } from "$i18n";
import type { Point } from "../../../charts/scale";

/** The code of a margin. */
export const TOTAL = "Total";

export const said = (one: { ja: string; en: string }): string => (language.current === "ja" ? one.ja : one.en);

/** What a code of a dimension is called. */
export function codeWord(dimension: ReleasedDimensionView | undefined, code: string): string {
  if (code === TOTAL) return t.releases.table.total;
  const known = dimension?.codes.find((each) => each.code === code);
  return known ? said(known) : code;
}

/** What a cell is called: the words of its codes. */
export function cellWords(table: ReleasedTableView, codes: readonly string[]): string {
  return codes.map((code, at) => codeWord(table.dimensions[at], code)).join(" · ");
}

export function tableTitle(table: ReleasedTableView): string {
  return t.releases.table.caption(said(table), t.common.list(table.dimensions.map(said)));
}

/** The names of axes in words; a code that is not known stands for itself. */
export function axisWords(axes: readonly ReleaseAxisView[], codes: readonly string[]): string {
  return t.common.list(codes.map((code) => named(axes, code)));
}

/** A refusal names a dimension by its family. */
function named(axes: readonly ReleaseAxisView[], code: string): string {
  const axis = axes.find((each) => each.code === code) ?? axes.find((each) => each.family === code);
  return axis ? said(axis) : code;
}

export function choiceTitle(tables: ReleaseTablesView, choice: ReleaseTableChoice): string {
  const figure = tables.figures.find(({ id }) => id === choice.figure);
  return t.releases.make.tables.by(figure ? said(figure) : choice.figure, axisWords(tables.axes, choice.axes));
}

/** The axis of a table with one dimension; null for any other. */
export function axisOf(tables: ReleaseTablesView, table: ReleasedTableView): string | null {
  const families = table.dimensions.map(({ code }) => code);
  const family = (code: string) => tables.axes.find((each) => each.code === code)?.family;
  const choice = tables.tables.find(({ figure, axes }) => figure === table.figure && axes.map(family).join() === families.join());
  return choice?.axes.length === 1 ? (choice.axes[0] ?? null) : null;
}

/** Whether a code stands for others that were pooled or are finer: the records are those of no single code. */
export function isPooled(table: ReleasedTableView, code: string): boolean {
  const coarser = table.dimensions[0]?.codes.find((each) => each.code === code)?.coarser ?? false;
  return coarser || code === "not_stated" || code === "other" || code.endsWith("_other");
}

export const refusal = (code: string): string => t.releases.refusals[code] ?? t.releases.refusedUnknown;

export function releaseTitle({ year, number }: { year: number; number: number }): string {
  return t.releases.list.title(formatFiscalYear(year), formatNumber(number));
}

export type Mark = keyof typeof t.releases.table.marks;

/** Why a cell leaves as it does; null where the exact count is not at hand. */
export function markOf(table: ReleasedTableView, { value, inside }: ReleasedCellView): Mark | null {
  if (!table.protected) return "as_is";
  if (inside === null) return null;
  if (value === null) return inside > 0 && inside < 5 ? "small" : "secondary";
  return value === inside ? "same" : "rounded";
}

/** A plain sentence on why the numbers of a table leave as they do. */
export function whyOf(table: ReleasedTableView): string {
  const words = t.releases.table;
  if (!table.protected) return words.notPeople;
  const marks = table.cells.map((cell) => markOf(table, cell));
  const hidden = table.cells.filter(({ value }) => value === null).length;
  if (marks.includes(null)) return hidden > 0 ? words.left.suppression(formatNumber(hidden)) : words.left.rounding;
  const number = (mark: Mark) => marks.filter((each) => each === mark).length;
  if (hidden > 0) return words.suppressed(formatNumber(number("small")), formatNumber(number("secondary")));
  const changed = number("rounded");
  if (changed === 0) return words.nothing;
  const most = Math.max(...table.cells.map(({ value, inside }) => Math.abs((value ?? 0) - (inside ?? 0))));
  return words.rounded(formatNumber(changed), formatNumber(table.cells.length), formatNumber(most));
}

/** The bars of one group of all dimensions but the first; a table with one dimension has one group without a name. */
export interface Group {
  readonly said: string;
  readonly points: readonly Point[];
  /** The codes whose number is not shown. */
  readonly hidden: ReadonlySet<string>;
}

/** The groups of a table without totals and coarser codes; groups of nobody are left out. */
export function groupsOf(table: ReleasedTableView): readonly Group[] {
  const groups = new Map<string, { said: string; points: Point[]; hidden: Set<string> }>();
  const coarser = table.dimensions.map(({ codes }) => new Set(codes.filter((each) => each.coarser).map(({ code }) => code)));
  const isFinest = (code: string, at: number) => code !== TOTAL && !coarser[at]?.has(code);
  for (const { codes, value } of table.cells.filter(({ codes }) => codes.every(isFinest))) {
    const [code = TOTAL, ...others] = codes;
    const words = others.map((other, at) => codeWord(table.dimensions[at + 1], other));
    const group = groups.get(others.join(" ")) ?? { said: words.join(" · "), points: [], hidden: new Set<string>() };
    group.points.push({ code, label: codeWord(table.dimensions[0], code), value: value ?? 0, previous: 0 });
    if (value === null) group.hidden.add(code);
    groups.set(others.join(" "), group);
  }
  const all = [...groups.values()];
  return all.length === 1 ? all : all.filter(({ points, hidden }) => hidden.size > 0 || points.some(({ value }) => value > 0));
}
