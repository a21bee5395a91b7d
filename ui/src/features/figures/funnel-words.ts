import type { FunnelDimension } from "$api/generated/contract";
import { t } from "$i18n";
import { codes } from "../../codes.svelte";

/** The lists of codes from which the values of a dimension come. */
const lists: Partial<Record<FunnelDimension, string>> = {
  residence: "residence_status",
  industry: "industry",
  prefecture: "prefecture",
  occupation: "occupation",
};

/** Why a placement ended. */
export function reasonWords(reason: string): string {
  return t.funnel.reasons[reason] ?? codes.word("placement_end_reason", reason);
}

/** A value of a dimension; `caseworkers` are the names by number. */
export function valueWords(by: FunnelDimension, value: string, caseworkers: ReadonlyMap<string, string>): string {
  if (value === "unknown") return t.funnel.unknown;
  if (by === "age_band") return t.funnel.ages[value] ?? value;
  if (by === "region") return t.funnel.regions[value] ?? value;
  if (by === "caseworker") return caseworkers.get(value) ?? t.funnel.unknown;
  const list = lists[by];
  return list === undefined ? value : codes.word(list, value);
}
