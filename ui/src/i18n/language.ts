import type { Language } from "../api/generated/contract";

/** The languages of the screen with their own names and the locale that formats dates and numbers. */
export const languages: Record<Language, { name: string; locale: string; dir: "ltr" | "rtl" }> = {
  ja: { name: "日本語", locale: "ja-JP", dir: "ltr" },
  en: { name: "English", locale: "en-GB", dir: "ltr" },
};
