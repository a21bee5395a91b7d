import type { Commands } from "../api/generated/commands";
import type { ArticlesView, ArticleView, CommandError, FigureChoice, IndicatorInput, IndicatorsView } from "../api/generated/contract";

type Answered =
  | "articles"
  | "save_article"
  | "order_articles"
  | "remove_article"
  | "indicators"
  | "save_indicator"
  | "remove_indicator"
  | "choose_figures";
type Handlers = { [N in Answered]: (request: Commands[N]["request"]) => Commands[N]["view"] };

function row(code: string, name_ja: string, name_en: string, beneficiaries_figure: string, in_use: boolean): ArticleView {
  return { programme: { code, name_ja, name_en, beneficiaries_figure, from_year: null, until_year: null }, in_use };
}

/** Answers the commands of this area from memory. */
export function articlesCommands(): Handlers {
  let programmes = [
    row("placement", "職業紹介事業", "Job placement", "participants_recommended", true),
    row("integration", "難民の日本社会への統合を促す事業", "Integration of refugees into Japanese society", "new_contacts_interviewed", true),
    row("other", "その他目的を達成するために必要な事業", "Other activities needed to reach the purpose", "", false),
  ];
  const figures = [
    { id: "participants_recommended", ja: "推薦した参加者", en: "Participants recommended" },
    { id: "new_contacts_interviewed", ja: "新規の参加者のうち面談した人", en: "… of the new contacts, interviewed" },
  ];
  const view = (): ArticlesView => ({ programmes, figures });
  const refuse = (code: CommandError["code"], field: string): never => {
    throw { code, field } satisfies CommandError;
  };
  const standard: Record<string, string[]> = { placement: ["participants_recommended"], integration: ["new_contacts_interviewed"] };
  const own = new Map<string, IndicatorInput>();
  const removed = new Set<string>();
  const chosen = new Map<string, string[]>();
  const shown = (programme: string) =>
    chosen.get(programme) ?? [
      ...(standard[programme] ?? []),
      ...[...own].filter(([id, one]) => one.programme === programme && !removed.has(id)).map(([id]) => id),
    ];
  const choice = (id: string): FigureChoice => {
    const mine = own.get(id);
    return mine ? { id, ja: mine.name_ja, en: mine.name_en } : (figures.find((one) => one.id === id) ?? { id, ja: id, en: id });
  };
  const indicators = (): IndicatorsView => {
    const all = [...figures.map(({ id }) => id), ...own.keys()].filter((id) => !removed.has(id));
    const somewhere = programmes.flatMap(({ programme }) => shown(programme.code));
    return {
      own: [...own].filter(([id]) => !removed.has(id)).map(([id, indicator]) => ({ id, indicator, from_years: [indicator.from_year] })),
      programmes: programmes.map(({ programme: { code, name_ja, name_en } }) => ({
        programme: code,
        name_ja,
        name_en,
        chosen: chosen.has(code),
        figures: shown(code).map(choice),
      })),
      elsewhere: all.filter((id) => !somewhere.includes(id)).map(choice),
      kinds: [
        { kind: "attended", measures: ["records", "persons"], bounds: false, courses: true, details: [{ id: "japanese_class", ja: "日本語クラス", en: "Japanese class" }] },
        { kind: "discussion", measures: ["records", "companies"], bounds: false, courses: false, details: [] },
        { kind: "talk", measures: ["records", "sum"], bounds: true, courses: false, details: [] },
      ],
    };
  };
  return {
    indicators,
    save_indicator: ({ id, indicator }) => {
      if (indicator.name_en.trim() === "") refuse("empty", "name_en");
      if (indicator.rule_ja.trim() === "") refuse("empty", "rule_ja");
      own.set(id ?? `own_${indicator.name_en.toLowerCase().replace(/[^a-z0-9]+/g, "_")}`, indicator);
      return indicators();
    },
    remove_indicator: ({ id, removed: gone }) => {
      if (gone) removed.add(id);
      else removed.delete(id);
      return indicators();
    },
    choose_figures: ({ programme, figures: ids }) => {
      if (ids === null) chosen.delete(programme);
      else {
        for (const [other, theirs] of chosen) chosen.set(other, theirs.filter((id) => !ids.includes(id)));
        chosen.set(programme, ids);
      }
      return indicators();
    },
    articles: view,
    save_article: ({ programme, new: isNew }) => {
      if (programme.name_ja.trim() === "") refuse("empty", "name_ja");
      const known = programmes.some((one) => one.programme.code === programme.code);
      if (isNew && known) refuse("already_there", "code");
      programmes = known
        ? programmes.map((one) => (one.programme.code === programme.code ? { ...one, programme } : one))
        : [...programmes, { programme, in_use: false }];
      return view();
    },
    order_articles: ({ codes }) => {
      programmes = [...programmes].sort((a, b) => codes.indexOf(a.programme.code) - codes.indexOf(b.programme.code));
      return view();
    },
    remove_article: ({ code }) => {
      programmes = programmes.filter((one) => one.programme.code !== code);
      return view();
    },
  };
}
