import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { CompanyRow } from "$api/generated/contract";

export type CompanyState = "active" | "openings" | "live" | "retired" | "all";

/** The list of companies; query and filters stay while the vault is open. */
export class CompanyList {
  query = $state("");
  industry = $state("");
  prefecture = $state("");
  state: CompanyState = $state("active");
  found: readonly CompanyRow[] | null = $state.raw(null);
  /** Whether there is any company at all. */
  any = $state(true);
  failure: CommandFailure | null = $state.raw(null);
  #generation = 0;

  readonly rows: readonly CompanyRow[] = $derived((this.found ?? []).filter((row) => this.#fits(row)));

  #fits(row: CompanyRow): boolean {
    if (this.industry !== "" && row.industry !== this.industry) return false;
    if (this.prefecture !== "" && row.prefecture !== this.prefecture) return false;
    switch (this.state) {
      case "active":
        return row.retired_on === null;
      case "openings":
        return row.openings > 0;
      case "live":
        return row.live > 0;
      case "retired":
        return row.retired_on !== null;
      default:
        return true;
    }
  }

  async refresh(): Promise<void> {
    const generation = ++this.#generation;
    const query = this.query.trim();
    try {
      const { rows } = await call("companies", { query });
      const any = rows.length > 0 || (query !== "" && (await call("companies", { query: "" })).rows.length > 0);
      if (generation !== this.#generation) return;
      this.found = rows;
      this.any = any;
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Takes every condition away. */
  async reset(): Promise<void> {
    this.query = "";
    this.industry = "";
    this.prefecture = "";
    this.state = "all";
    await this.refresh();
  }
}

export const companyList = new CompanyList();
