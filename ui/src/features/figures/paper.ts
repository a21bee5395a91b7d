import type { Language } from "../../api/generated/contract";
import { figures as en } from "../../i18n/en/figures";
import { figures as ja } from "../../i18n/ja/figures";

/** The words printed on the report: in its own language, whatever the screen speaks. */
export function paperWords(language: Language): typeof ja.printed {
  return language === "ja" ? ja.printed : en.printed;
}
