import { call } from "$api/call";
import type { CountableView, FactKind, IndicatorInput, IndicatorsView, Measured, OwnIndicatorView } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";
import { readYear } from "./articles.svelte";

/** Reads a number of heads or yen; null when empty, undefined when it is none. */
export function readBound(typed: string): number | null | undefined {
  const plain = typed.normalize("NFKC").replace(/[,\s]/g, "");
  if (plain === "") return null;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}

/** A figure of the office while it is defined. */
export class IndicatorForm {
  programme = $state("");
  nameJa = $state("");
  nameEn = $state("");
  ruleJa = $state("");
  ruleEn = $state("");
  from = $state("");
  kind = $state<FactKind>("attended");
  measure = $state<Measured>("persons");
  details = $state<string[]>([]);
  ofProgramme = $state("");
  least = $state("");
  most = $state("");
  upTo = $state(false);
  tried = $state(false);
  readonly id: string | null;
  readonly sending = new Sending();

  private constructor(id: string | null) {
    this.id = id;
  }

  static blank(programme: string): IndicatorForm {
    const form = new IndicatorForm(null);
    form.programme = programme;
    return form;
  }

  static of({ id, indicator }: OwnIndicatorView): IndicatorForm {
    const form = new IndicatorForm(id);
    const text = (number: number | null) => (number === null ? "" : String(number));
    Object.assign(form, {
      programme: indicator.programme,
      nameJa: indicator.name_ja,
      nameEn: indicator.name_en,
      ruleJa: indicator.rule_ja,
      ruleEn: indicator.rule_en,
      from: text(indicator.from_year),
      kind: indicator.kind,
      measure: indicator.measure,
      details: [...indicator.details],
      ofProgramme: indicator.of_programme,
      least: text(indicator.least),
      most: text(indicator.most),
      upTo: indicator.up_to,
    });
    return form;
  }

  /** Another kind of records: what it cannot be narrowed by is forgotten. */
  choose(kind: FactKind, countable: CountableView | undefined): void {
    this.kind = kind;
    this.details = [];
    this.ofProgramme = "";
    this.least = "";
    this.most = "";
    if (countable && !countable.measures.includes(this.measure)) this.measure = countable.measures[0] ?? "records";
  }

  async save(): Promise<IndicatorsView | null> {
    this.tried = true;
    const from_year = readYear(this.from);
    const [least, most] = [readBound(this.least), readBound(this.most)];
    if (from_year === undefined || least === undefined || most === undefined) return null;
    const indicator: IndicatorInput = {
      programme: this.programme,
      name_ja: this.nameJa,
      name_en: this.nameEn,
      rule_ja: this.ruleJa,
      rule_en: this.ruleEn,
      from_year,
      kind: this.kind,
      measure: this.measure,
      details: this.ofProgramme === "" ? $state.snapshot(this.details) : [],
      of_programme: this.ofProgramme,
      least,
      most,
      up_to: this.upTo,
    };
    return this.sending.run(() => call("save_indicator", { id: this.id, indicator }));
  }
}
