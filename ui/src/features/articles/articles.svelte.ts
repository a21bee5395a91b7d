import { call } from "$api/call";
import type { ArticleInput, ArticlesView } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

/** Reads a fiscal year; null when empty, undefined when it is none. */
export function readYear(typed: string): number | null | undefined {
  const plain = typed.normalize("NFKC").trim();
  if (plain === "") return null;
  return /^\d{4}$/.test(plain) ? Number(plain) : undefined;
}

/** The codes with the one at `from` moved by one place. */
export function moved(codes: readonly string[], from: number, by: 1 | -1): string[] {
  const order = [...codes];
  const [code] = order.splice(from, 1);
  if (code !== undefined) order.splice(from + by, 0, code);
  return order;
}

/** A programme while it is set up. */
export class ArticleForm {
  code = $state("");
  nameJa = $state("");
  nameEn = $state("");
  figure = $state("");
  from = $state("");
  until = $state("");
  tried = $state(false);
  readonly isNew: boolean;
  readonly sending = new Sending();

  private constructor(isNew: boolean) {
    this.isNew = isNew;
  }

  static blank(): ArticleForm {
    return new ArticleForm(true);
  }

  static of(programme: ArticleInput): ArticleForm {
    const form = new ArticleForm(false);
    const { code, name_ja, name_en, beneficiaries_figure, from_year, until_year } = programme;
    Object.assign(form, { code, nameJa: name_ja, nameEn: name_en, figure: beneficiaries_figure });
    Object.assign(form, { from: from_year === null ? "" : String(from_year), until: until_year === null ? "" : String(until_year) });
    return form;
  }

  async save(): Promise<ArticlesView | null> {
    this.tried = true;
    const from_year = readYear(this.from);
    const until_year = readYear(this.until);
    if (from_year === undefined || until_year === undefined) return null;
    const { code, nameJa: name_ja, nameEn: name_en, figure: beneficiaries_figure } = this;
    const programme = { code: code.trim(), name_ja, name_en, beneficiaries_figure, from_year, until_year };
    return this.sending.run(() => call("save_article", { programme, new: this.isNew }));
  }
}
