import { call } from "$api/call";
import type { OpeningInput, OpeningRow, OpeningView } from "$api/generated/contract";
import { readWhole } from "../../numbers";
import { Sending } from "../../sending.svelte";

type Texts = Omit<OpeningInput, "pay_from" | "pay_to" | "term_months" | "trial_months" | "sought">;
const numbers = ["pay_from", "pay_to", "term_months", "trial_months", "sought"] as const;
export type NumberField = (typeof numbers)[number];

/** An opening while it is written down or corrected. */
export class OpeningForm {
  readonly id: number | null;
  texts: Texts = $state({
    company: 0, title: "", occupation: "", tasks: "", prefecture: "", place: "", pay_unit: "month", term: "", hours: "", conditions: "",
    japanese: "", languages: [], statuses: [], received_on: "", valid_until: "", notes: "",
  });
  typed: Record<NumberField, string> = $state({ pay_from: "", pay_to: "", term_months: "", trial_months: "", sought: "1" });
  readonly sending = new Sending();

  private constructor(id: number | null) {
    this.id = id;
  }

  static blank(company: number, today: string): OpeningForm {
    const form = new OpeningForm(null);
    form.texts.company = company;
    form.texts.received_on = today;
    return form;
  }

  static of({ id, opening }: OpeningRow): OpeningForm {
    const form = new OpeningForm(id);
    const { pay_from, pay_to, term_months, trial_months, sought, ...texts } = opening;
    form.texts = { ...texts };
    const text = (number: number | null) => (number === null ? "" : String(number));
    form.typed = { pay_from: text(pay_from), pay_to: text(pay_to), term_months: text(term_months), trial_months: text(trial_months), sought: String(sought) };
    return form;
  }

  /** Whether something typed for a number is none. */
  wrong(field: NumberField): boolean {
    const read = readWhole(this.typed[field]);
    return read === undefined || (field === "sought" && read === null);
  }

  /** Saves; null when something is wrong with it. */
  async save(): Promise<OpeningView | null> {
    if (numbers.some((field) => this.wrong(field))) return null;
    const read = (field: NumberField) => readWhole(this.typed[field]) ?? null;
    const texts = $state.snapshot(this.texts);
    const opening: OpeningInput = {
      ...texts,
      pay_from: read("pay_from"),
      pay_to: read("pay_to"),
      term_months: texts.term === "fixed" ? read("term_months") : null,
      trial_months: read("trial_months"),
      sought: read("sought") ?? 1,
    };
    return this.sending.run(() => call("save_opening", { id: this.id, opening }));
  }
}
