import { call } from "$api/call";
import { asFailure } from "$api/errors";
import { Attempting } from "../../attempt.svelte";

/** The organisation's own settings while they are edited. */
export class OrganisationForm extends Attempting {
  loaded = $state(false);
  name = $state("");
  founded = $state("");
  minutes = $state("5");
  quickErase = $state(false);

  async load(): Promise<void> {
    try {
      const { name, founded_on, idle_minutes, quick_erase } = await call("organisation");
      Object.assign(this, { name, founded: founded_on ?? "", minutes: String(idle_minutes), quickErase: quick_erase, loaded: true });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** True when it is saved; otherwise `failure` says why not. */
  async save(): Promise<boolean> {
    return this.attempt(async () => {
      const founded_on = this.founded.trim() === "" ? null : this.founded.trim();
      const idle_minutes = Number(this.minutes);
      const quick_erase = this.quickErase;
      await call("save_organisation", { name: this.name.trim(), founded_on, idle_minutes, quick_erase });
    });
  }
}
