import { call } from "$api/call";
import type { CodesView } from "$api/generated/contract";
import { compareWords, countryName, languageName } from "$format";
import { t } from "$i18n";

/** A code with its word, for the fields in which one is chosen. */
export interface Choosable {
  value: string;
  label: string;
}

class Codes {
  #view: CodesView = $state.raw({ countries: [], residence_statuses: [], languages: [] });
  #alpha2 = $derived(new Map(this.#view.countries.map(({ alpha3, alpha2 }) => [alpha3, alpha2])));
  #loading: Promise<void> | null = null;

  /** Fetches the codes, once. */
  load(): Promise<void> {
    this.#loading ??= call("codes").then(
      (view) => void (this.#view = view),
      (failure) => {
        this.#loading = null;
        throw failure;
      },
    );
    return this.#loading;
  }

  /** The word for a nationality. */
  nationality(alpha3: string): string {
    if (alpha3 === "XXA") return t.people.stateless;
    if (alpha3 === "XXX") return t.people.nationalityUnknown;
    const alpha2 = this.#alpha2.get(alpha3);
    return alpha2 ? countryName(alpha2) : alpha3;
  }

  /** The word for a residence status. */
  status(code: string): string {
    return t.people.statuses[code] ?? code;
  }

  /** Countries by name; stateless and unknown first, since they are not found by a country's name. */
  get nationalities(): Choosable[] {
    const all = this.#view.countries.map(({ alpha3 }) => ({ value: alpha3, label: this.nationality(alpha3) }));
    const special = all.filter(({ value }) => value.startsWith("XX"));
    const named = all.filter(({ value }) => !value.startsWith("XX"));
    return [...special, ...named.sort((a, b) => compareWords(a.label, b.label))];
  }

  get languages(): Choosable[] {
    return this.#view.languages.map((value) => ({ value, label: languageName(value) }));
  }

  get statuses(): Choosable[] {
    return this.#view.residence_statuses.map((value) => ({ value, label: this.status(value) }));
  }
}

export const codes = new Codes();
