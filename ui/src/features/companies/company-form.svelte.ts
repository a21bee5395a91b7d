import { call } from "$api/call";
import type { CompanyInput, CompanyView } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

const EMPTY: CompanyInput = { name: "", reading: "", name_en: "", industry: "", size: "", prefecture: "", address: "", phone: "", website: "", notes: "" };

/** A company while it is written down or corrected. */
export class CompanyForm {
  readonly id: number | null;
  input: CompanyInput = $state({ ...EMPTY });
  another = $state(false);
  readonly sending = new Sending();

  constructor(view: CompanyView | null) {
    this.id = view?.id ?? null;
    if (view) this.input = { ...view.company };
  }

  save(): Promise<CompanyView | null> {
    const { id, another } = this;
    return this.sending.run(() => call("save_company", { id, company: $state.snapshot(this.input), another }));
  }

  /** Whether one with the same name is there. */
  get sameName(): boolean {
    return this.sending.failure?.code === "already_there" && this.sending.failure.field === "name";
  }
}
