import { languageName } from "$format";
import type { FormLanguage } from "../api/generated/contract";
import { asLanguageTag } from "./words";

/** The name of a language of a form, in the language of the screen where it is known, else as the form calls it. */
export function languageOf({ code, name }: FormLanguage): string {
  const known = asLanguageTag(code) === undefined ? code : languageName(code);
  return known !== code ? known : name || code;
}

/** The name of a language in itself, for those who speak it. */
export function ownName({ code, name }: FormLanguage): string {
  try {
    const own = new Intl.DisplayNames([code], { type: "language" }).of(code);
    return own !== undefined && own !== code ? own : name || code;
  } catch {
    return name || code;
  }
}
