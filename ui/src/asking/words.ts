import type { FormDefinition, FormLanguage } from "../api/generated/contract";

/** Words by the code of their language; a language without words is left out. */
export type Words = Readonly<Record<string, string>>;

/** A text with the language it is in. */
export interface Spoken {
  readonly text: string;
  /** BCP 47, for the `lang` attribute; nothing where the form only gives a name. */
  readonly lang: string | undefined;
  readonly dir: "ltr" | "rtl" | "auto";
}

const FROM_RIGHT: ReadonlySet<string> = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"]);

/** Whether a language (BCP 47) is written from right to left, by the script it is most likely in. */
export function fromRight(code: string): boolean {
  try {
    const script = new Intl.Locale(code).maximize().script;
    return script !== undefined && FROM_RIGHT.has(script);
  } catch {
    return false;
  }
}

/** The code, if it is one that a page may carry as its language. */
export function asLanguageTag(code: string): string | undefined {
  try {
    return new Intl.Locale(code).toString();
  } catch {
    return undefined;
  }
}

/** The language of a form that suits best: the first wanted one that it has, compared whole, then without region or script. */
export function bestLanguage(languages: readonly FormLanguage[], wanted: readonly string[]): FormLanguage | undefined {
  const base = (code: string) => code.split("-")[0]?.toLowerCase();
  for (const code of wanted) {
    const found =
      languages.find((each) => each.code.toLowerCase() === code.toLowerCase()) ??
      languages.find((each) => base(each.code) === base(code));
    if (found) return found;
  }
  return languages[0];
}

/** Shows the words of one form in one language; where they are missing, those of its default language. */
export class Speaker {
  readonly #order: readonly FormLanguage[];

  constructor(languages: readonly FormLanguage[], code: string | undefined) {
    const chosen = languages.find((each) => each.code === code);
    this.#order = chosen ? [chosen, ...languages.filter((each) => each !== chosen)] : languages;
  }

  static of(form: FormDefinition, wanted: readonly string[]): Speaker {
    return new Speaker(form.languages, bestLanguage(form.languages, wanted)?.code);
  }

  /** Code of the language that is spoken; empty when the form has none. */
  get code(): string {
    return this.#order[0]?.code ?? "";
  }

  say(words: Words | null | undefined): Spoken {
    const language = this.#order.find((each) => words?.[each.code]);
    if (language === undefined) return { text: Object.values(words ?? {}).find((text) => text !== "") ?? "", lang: undefined, dir: "auto" };
    const dir = language.rtl ? "rtl" : "ltr";
    return { text: words?.[language.code] ?? "", lang: asLanguageTag(language.code), dir };
  }

  text(words: Words | null | undefined): string {
    return this.say(words).text;
  }
}
