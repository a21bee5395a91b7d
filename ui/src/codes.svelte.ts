import { call } from "$api/call";
import type { CodeListsView, CodeListView, CodeView } from "$api/generated/contract";
import { compareWords } from "$format";
import { language } from "$i18n";

/** A code with its word, for the fields in which one is chosen. */
export interface Choosable {
  value: string;
  label: string;
}

class Codes {
  #lists: ReadonlyMap<string, CodeListView> = $state.raw(new Map());
  #words = $derived(
    new Map([...this.#lists].map(([id, { codes }]) => [id, new Map(codes.map((code) => [code.code, code]))])),
  );
  #loading: Promise<void> | null = null;

  /** Fetches the lists, once. */
  load(): Promise<void> {
    this.#loading ??= call("code_lists").then(
      (view) => this.accept(view),
      (failure) => {
        this.#loading = null;
        throw failure;
      },
    );
    return this.#loading;
  }

  /** Takes over lists that were changed. */
  accept({ lists }: CodeListsView): void {
    this.#lists = new Map(lists.map((list) => [list.list, list]));
  }

  /** Every list, for the page on which the office changes them. */
  get lists(): CodeListView[] {
    return [...this.#lists.values()];
  }

  /** The word for a code of a list, retired or not. */
  word(list: string, code: string): string {
    const known = this.#words.get(list)?.get(code);
    return known ? wordOf(known) : code;
  }

  /** The codes of a list that may be chosen today, and the one that a record has already. */
  choices(list: string, kept = ""): Choosable[] {
    const codes = this.#lists.get(list)?.codes ?? [];
    return codes
      .filter((code) => code.offered || code.code === kept)
      .map((code) => ({ value: code.code, label: wordOf(code) }));
  }

  /** The word for a nationality. */
  nationality(alpha3: string): string {
    return this.word("country", alpha3);
  }

  /** The word for a residence status. */
  status(code: string): string {
    return this.word("residence_status", code);
  }

  /** Countries by name; stateless and unknown first, since they are not found by a country's name. */
  get nationalities(): Choosable[] {
    const all = this.choices("country");
    const special = all.filter(({ value }) => value.startsWith("XX"));
    const named = all.filter(({ value }) => !value.startsWith("XX"));
    return [...special, ...named.sort((a, b) => compareWords(a.label, b.label))];
  }

  get languages(): Choosable[] {
    return this.choices("language");
  }

  get statuses(): Choosable[] {
    return this.choices("residence_status");
  }
}

function wordOf(code: CodeView): string {
  return language.current === "ja" ? code.ja : code.en;
}

export const codes = new Codes();
