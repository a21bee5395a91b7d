import type { ExpenseView, FigureView, Language, ProgrammeYearView } from "../../api/generated/contract";
import { parseWhole, thousands } from "./numbers";
import { preview } from "./placeholders";

export type TextPart = "results" | "content" | "dates" | "place" | "scope" | "beneficiaries";
export type TextField = `${TextPart}_${Language}`;

/** Parts in which figures may be inserted. */
export const withFigures: readonly TextPart[] = ["results", "beneficiaries"];

/** What the office writes for a programme, while it is edited. */
export class ProgrammeEdit {
  texts = $state<Record<TextField, string>>(emptyTexts());
  staff = $state("");
  concurrent = $state(false);
  expenses = $state("");
  lines = $state<{ what: string; yen: string }[]>([]);
  readonly #from: ProgrammeYearView;
  readonly #figures: readonly FigureView[];

  constructor(from: ProgrammeYearView, figures: readonly FigureView[]) {
    this.#from = from;
    this.#figures = figures;
    for (const field of textFields) this.texts[field] = from[field];
    this.staff = String(from.staff);
    this.concurrent = from.staff_concurrent;
    this.expenses = grouped(from.expenses_yen);
    this.lines = from.expenses.map(({ what, yen }) => ({ what, yen: grouped(yen) }));
  }

  readonly staffNumber = $derived.by(() => parseWhole(this.staff));
  /** The sum of the lines, or what was entered where there are none; null while something is no amount. */
  readonly expensesYen = $derived.by(() => {
    if (this.lines.length === 0) return parseWhole(this.expenses);
    return this.lines.reduce<number | null>((sum, { yen }) => {
      const amount = parseWhole(yen);
      return sum === null || amount === null ? null : sum + amount;
    }, 0);
  });
  readonly thousandYen = $derived.by(() => (this.expensesYen === null ? null : thousands(this.expensesYen)));

  unknownIn(field: TextField): readonly string[] {
    if (!withFigures.some((part) => field.startsWith(part))) return [];
    return preview(this.texts[field], this.#figures).unknown;
  }

  readonly valid = $derived.by(
    () =>
      this.staffNumber !== null &&
      this.expensesYen !== null &&
      textFields.every((field) => this.unknownIn(field).length === 0),
  );

  readonly changed = $derived.by(
    () =>
      textFields.some((field) => this.texts[field] !== this.#from[field]) ||
      this.staffNumber !== this.#from.staff ||
      this.concurrent !== this.#from.staff_concurrent ||
      this.expensesYen !== this.#from.expenses_yen ||
      JSON.stringify(this.#lines()) !== JSON.stringify(this.#from.expenses),
  );

  /** Null until every field can be saved. */
  result(): ProgrammeYearView | null {
    const [staff, expenses_yen] = [this.staffNumber, this.expensesYen];
    if (!this.valid || staff === null || expenses_yen === null) return null;
    return { ...this.#from, ...this.texts, staff, staff_concurrent: this.concurrent, expenses_yen, expenses: this.#lines() };
  }

  #lines(): ExpenseView[] {
    return this.lines.map(({ what, yen }) => ({ what: what.trim(), yen: parseWhole(yen) ?? 0 }));
  }

  /** Shows the amount with its digits grouped once it has been typed. */
  groupExpenses(): void {
    if (this.expensesYen !== null) this.expenses = grouped(this.expensesYen);
  }
}

export const textParts: readonly TextPart[] = ["results", "content", "dates", "place", "scope", "beneficiaries"];
const textFields: readonly TextField[] = textParts.flatMap((part): TextField[] => [`${part}_ja`, `${part}_en`]);

function emptyTexts(): Record<TextField, string> {
  return Object.fromEntries(textFields.map((field) => [field, ""])) as Record<TextField, string>;
}

function grouped(amount: number): string {
  return new Intl.NumberFormat("en").format(amount);
}
