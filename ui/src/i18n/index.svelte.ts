import type { Language } from "../api/generated/contract";
import { languages } from "./language";
import * as en from "./en";
import * as ja from "./ja";

type Messages = typeof ja;

const catalogues: Record<Language, Messages> = { ja, en };

class CurrentLanguage {
  #current: Language = $state("ja");

  get current(): Language {
    return this.#current;
  }

  set current(wanted: Language) {
    this.#current = wanted;
    document.documentElement.lang = wanted;
    document.documentElement.dir = languages[wanted].dir;
  }

  get locale(): string {
    return languages[this.#current].locale;
  }
}

/** The language of the screen. */
export const language = new CurrentLanguage();

/** Every word of the screen, in its language: `t.people.title`. */
export const t = Object.defineProperties(
  {},
  Object.fromEntries(
    (Object.keys(ja) as (keyof Messages)[]).map((area) => [area, { get: () => catalogues[language.current][area], enumerable: true }]),
  ),
) as Messages;
