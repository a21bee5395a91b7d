import type {
  FigureView,
  FiguresView,
  ProgrammeYearView,
  ReportView,
  TextPiece,
  Unit,
} from "../api/generated/contract";

type Invented = [id: string, ja: string, en: string, value: number, previous: number, unit: Unit, programme: string];

const figures: Invented[] = [
  ["companies_consulted", "協議した企業", "Companies consulted", 73, 38, "companies", "placement"],
  ["companies_recommended_to", "推薦先の企業", "Companies recommended to", 62, 31, "companies", "placement"],
  ["participants_recommended", "推薦した参加者", "Participants recommended", 35, 18, "persons", "placement"],
  ["hires", "中長期の採用", "Mid- and long-term hires", 7, 11, "placements", "placement"],
  ["hires_from_trial", "お試し雇用から採用", "Trial hires that became employment", 5, 8, "placements", "placement"],
  ["made_permanent", "正社員への登用", "Made permanent", 2, 3, "placements", "placement"],
  ["new_contacts", "新しい初回接点", "New contacts", 103, 96, "persons", "integration"],
  ["contacts_total", "設立からの接点", "Contacts since founding", 559, 456, "persons", "integration"],
  ["interviewed", "面談した参加者", "Participants interviewed", 71, 64, "persons", "integration"],
  ["training", "キャリア研修の参加", "Career training participations", 50, 47, "participations", "integration"],
  ["mentorship", "メンターシップへ進んだ人", "Went on to mentorship", 41, 36, "persons", "integration"],
  ["japanese", "日本語プログラムの参加者", "Japanese programme participants", 17, 12, "persons", "integration"],
  ["talks", "登壇", "Talks", 18, 15, "events", "advocacy"],
  ["media", "メディア取材", "Media coverage", 19, 22, "events", "advocacy"],
  ["round_tables", "ラウンドテーブル", "Round tables", 3, 2, "events", "other"],
];

type Programme = [id: string, ja: string, en: string, yen: number, staff: number, concurrent: boolean, text: string, who: string, text_en: string];

const programmes: Programme[] = [
  ["placement", "職業紹介事業", "Job placement", 13_233_410, 7, true, "年度内に{companies_consulted}社と協議し、{companies_recommended_to}社へ{participants_recommended}人を推薦しました。", "{participants_recommended}人", "In the year we talked with {companies_consulted} companies and recommended {participants_recommended} participants to {companies_recommended_to} of them."],
  ["integration", "難民の日本社会への統合を促す事業", "Integration into Japanese society", 13_741_820, 5, true, "新たに{new_contacts}人と出会い、{interviewed}人と面談を行いました。", "{interviewed}人", "We met {new_contacts} people for the first time and interviewed {interviewed} of them."],
  ["advocacy", "難民の現状と課題を調査・発信する事業", "Research and advocacy", 8_123_500, 3, false, "{talks}回の登壇と{media}件のメディア取材で現状を伝えました。", "聴衆 100〜1,500名が6回、10〜50名が12回", "We spoke at {talks} events and gave {media} interviews to the media."],
  ["other", "その他目的を達成するために必要な事業", "Other work for the purpose", 3_091_740, 3, false, "ラウンドテーブルを{round_tables}回開きました。", "–", "We held {round_tables} round tables."],
];

export function figureViews(): FigureView[] {
  return figures.map(([id, ja, en, value, previous, unit, programme]) => ({
    id,
    ja,
    en,
    rule_ja: "年度内に該当する記録がある対象を、それぞれ一度だけ数えます。",
    rule_en: "Counts everything with such a record in the year, each once.",
    value,
    previous,
    unit,
    basis: id === "contacts_total" ? "stock" : "flow",
    programme,
    shown: true,
  }));
}

export function programmeYears(): ProgrammeYearView[] {
  return programmes.map(([programme, name_ja, name_en, expenses_yen, staff, staff_concurrent, text, who, text_en]) => ({
    programme,
    name_ja,
    name_en,
    results_ja: text,
    results_en: text_en,
    content_ja: "企業との協議、推薦、お試し雇用の支援",
    content_en: "Talks with companies, recommendations, support of trial hires",
    dates_ja: "通年",
    dates_en: "All year",
    place_ja: "東京都ほか",
    place_en: "Tokyo and elsewhere",
    staff,
    staff_concurrent,
    scope_ja: "難民・避難民の参加者",
    scope_en: "Refugees and evacuees",
    beneficiaries_ja: who,
    beneficiaries_en: who.replace("人", " persons"),
    expenses_yen,
    expenses: [],
  }));
}

/** The years whose figures count the organisation. */
const joint = new Set<number>();

export function chooseExtent(year: number, of_organisation: boolean): void {
  if (of_organisation) joint.add(year);
  else joint.delete(year);
}

export function figuresView(year: number, own: ProgrammeYearView[], approval: FiguresView["approval"]): FiguresView {
  const total = own.reduce((sum, programme) => sum + programme.expenses_yen, 0);
  return {
    year,
    starts_on: `${year}-04-01`,
    ends_on: `${year + 1}-03-31`,
    years: [2026, 2025, 2024, 2023],
    figures: joint.has(year) ? figureViews().map((one) => ({ ...one, value: one.value * 3 + 2, previous: null })) : figureViews(),
    programmes: own,
    total_expenses_yen: total,
    total_expenses_thousand_yen: Math.floor(total / 1000),
    approval,
    small_counts: [{ figure: "made_permanent", value: 2 }],
    of_organisation: joint.has(year),
    combined: year === 2023 ? { laptops: ["東京", "大阪", "名古屋", "福岡"], without: ["札幌"] } : null,
  };
}

export function reportView(year: number, organisation: string, own: ProgrammeYearView[], ja: boolean): ReportView {
  return {
    year,
    organisation,
    results: own.map((one) => ({
      programme: one.programme,
      name: ja ? one.name_ja : one.name_en,
      text: pieces(ja ? one.results_ja : one.results_en),
    })),
    rows: own.map((one) => ({
      programme: one.programme,
      name: ja ? one.name_ja : one.name_en,
      content: ja ? one.content_ja : one.content_en,
      dates: ja ? one.dates_ja : one.dates_en,
      place: ja ? one.place_ja : one.place_en,
      staff: one.staff,
      staff_concurrent: one.staff_concurrent,
      scope: ja ? one.scope_ja : one.scope_en,
      beneficiaries: pieces(ja ? one.beneficiaries_ja : one.beneficiaries_en),
      expenses_thousand_yen: Math.floor(one.expenses_yen / 1000),
    })),
    total_expenses_thousand_yen: Math.floor(own.reduce((sum, one) => sum + one.expenses_yen, 0) / 1000),
    unknown_figures: [],
  };
}

function pieces(text: string): TextPiece[] {
  return text.split(/(\{\w+\})/).flatMap((part): TextPiece[] => {
    const figure = figureViews().find(({ id }) => `{${id}}` === part);
    if (figure) return [{ kind: "figure", id: figure.id, value: figure.value, unit: figure.unit }];
    return part ? [{ kind: "words", text: part }] : [];
  });
}
