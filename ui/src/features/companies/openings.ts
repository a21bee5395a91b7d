import type { OpeningInput } from "$api/generated/contract";
import { formatNumber } from "$format";
import { t } from "$i18n";

/** The pay of an opening in words; empty when nobody said. */
export function payWords({ pay_from, pay_to, pay_unit }: OpeningInput): string {
  const words = t.companies.openings;
  if (pay_from === null) return "";
  const yen = (amount: number) => words.yen(formatNumber(amount));
  const unit = t.companies.payUnits[pay_unit] ?? "";
  if (pay_to === null) return `${unit} ${words.from(yen(pay_from))}`;
  return `${unit} ${pay_from === pay_to ? yen(pay_from) : words.upTo(yen(pay_from), yen(pay_to))}`;
}
