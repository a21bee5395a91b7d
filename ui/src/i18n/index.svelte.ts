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
export const t: Messages = {
  get common() {
    return catalogues[language.current].common;
  },
  get errors() {
    return catalogues[language.current].errors;
  },
  get session() {
    return catalogues[language.current].session;
  },
  get people() {
    return catalogues[language.current].people;
  },
  get today() {
    return catalogues[language.current].today;
  },
  get interview() {
    return catalogues[language.current].interview;
  },
  get figures() {
    return catalogues[language.current].figures;
  },
  get settings() {
    return catalogues[language.current].settings;
  },
  get keys() {
    return catalogues[language.current].keys;
  },
  get backup() {
    return catalogues[language.current].backup;
  },
  get documents() {
    return catalogues[language.current].documents;
  },
  get journal() {
    return catalogues[language.current].journal;
  },
  get erasure() {
    return catalogues[language.current].erasure;
  },
  get profile() {
    return catalogues[language.current].profile;
  },
  get finding() {
    return catalogues[language.current].finding;
  },
  get forms() {
    return catalogues[language.current].forms;
  },
  get programmes() {
    return catalogues[language.current].programmes;
  },
  get support() {
    return catalogues[language.current].support;
  },
  get undo() {
    return catalogues[language.current].undo;
  },
  get work() {
    return catalogues[language.current].work;
  },
  get intake() {
    return catalogues[language.current].intake;
  },
  get handover() {
    return catalogues[language.current].handover;
  },
};
