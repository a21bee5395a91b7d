import type { FormSummary } from "$api/generated/contract";
import { language } from "$i18n";
import { bestLanguage, Speaker } from "../../asking/words";

/** The title of a form in the language of the screen, else as it has one. */
export function titleOf({ languages, title, code }: Pick<FormSummary, "languages" | "title" | "code">): string {
  return new Speaker(languages, bestLanguage(languages, [language.current])?.code).text(title) || code;
}
