import { call } from "$api/call";
import type { FeeInput, FeeView, LedgersView } from "$api/generated/contract";
import { readWhole } from "../../numbers";
import { Sending } from "../../sending.svelte";

/** What a fee can be taken for, as the list shows it. */
export interface FeeSource {
  placement: number | null;
  company: number | null;
  name: string;
  company_name: string;
}

/** The hires of a year, those without a record of a fee first, and the companies whose openings were received. */
export function sourcesOf(view: LedgersView): FeeSource[] {
  const hires = new Map<number, FeeSource & { open: boolean }>();
  for (const { introductions } of view.seekers)
    for (const { placement, participant_name, company_name, hired_on, missing } of introductions)
      if (hired_on) hires.set(placement, { placement, company: null, name: participant_name, company_name, open: missing.includes("fee") });
  const companies = new Map<number, FeeSource>();
  for (const { company, company_name } of view.openings) companies.set(company, { placement: null, company, name: "", company_name });
  const sorted = [...hires.values()].sort((a, b) => Number(b.open) - Number(a.open));
  return [...sorted.map(({ open: _, ...source }) => source), ...companies.values()];
}

/** A fee while it is written down or corrected. */
export class FeeForm {
  readonly id: number | null;
  input: Omit<FeeInput, "amount"> = $state({ placement: null, company: null, received_on: "", kind: "notified", basis: "" });
  amount = $state("");
  readonly sending = new Sending();

  private constructor(id: number | null) {
    this.id = id;
  }

  static blank(today: string, placement: number | null = null): FeeForm {
    const form = new FeeForm(null);
    form.input.received_on = today;
    form.input.placement = placement;
    return form;
  }

  static of(fee: FeeView): FeeForm {
    const form = new FeeForm(fee.id);
    form.input = inputOf(fee);
    form.amount = String(fee.amount);
    return form;
  }

  /** Whether something typed for the amount is no number. */
  get wrong(): boolean {
    return readWhole(this.amount) === undefined;
  }

  /** Saves; false when something is wrong with it. */
  async save(): Promise<boolean> {
    if (this.wrong) return false;
    const input: FeeInput = { ...$state.snapshot(this.input), amount: readWhole(this.amount) ?? null };
    return (await this.sending.run(() => call("save_fee", { fee: this.id, input }).then(() => true))) === true;
  }
}

/** Removes a fee; the way back enters it again. */
export async function removeFee(fee: FeeView): Promise<() => Promise<void>> {
  await call("remove_fee", { fee: fee.id });
  const input: FeeInput = { ...inputOf(fee), amount: fee.amount };
  return async () => void (await call("save_fee", { fee: null, input }));
}

function inputOf({ placement, company, received_on, kind, basis }: FeeView): Omit<FeeInput, "amount"> {
  return { placement, company: placement === null ? company : null, received_on, kind, basis };
}
