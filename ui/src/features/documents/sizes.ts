import { language } from "$i18n";

const steps = ["byte", "kilobyte", "megabyte"] as const;

/** A size in words: 3.2 MB */
export function formatSize(bytes: number): string {
  const step = Math.min(2, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const value = bytes / 1024 ** step;
  return new Intl.NumberFormat(language.locale, {
    style: "unit",
    unit: steps[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}
