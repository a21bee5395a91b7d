import type {
  ErrorCode,
  PreviewReleaseRequest,
  PublishReleaseRequest,
  ReleaseCertificateView,
  ReleasedContentView,
  ReleasedTableView,
  ReleasePreviewView,
  ReleaseProfile,
  ReleaseRequest,
  ReleasesView,
  ReleaseTableChoice,
  ReleaseTablesRequest,
  ReleaseTablesView,
  ReleaseView,
  SavedView,
  SaveReleaseTablesRequest,
  TriedTableView,
  TryReleaseTableRequest,
  Unit,
} from "../api/generated/contract";
import { figureViews } from "./fake-figures";

type Code = [code: string, ja: string, en: string, count: number];

const regions: Code[] = [
  ["africa", "アフリカ", "Africa", 38],
  ["asia", "アジア", "Asia", 61],
  ["europe", "ヨーロッパ", "Europe", 0],
  ["other", "その他・回答なし", "Other or not stated", 4],
];
const quarters: Code[] = [
  ["q1", "第1四半期(4~6月)", "April to June", 24],
  ["q2", "第2四半期(7~9月)", "July to September", 27],
  ["q3", "第3四半期(10~12月)", "October to December", 26],
  ["q4", "第4四半期(1~3月)", "January to March", 26],
];
const axes = [
  { code: "quarter", ja: "四半期", en: "Quarter", family: "period", codes: quarters },
  { code: "age_band", ja: "年齢層", en: "Age band", family: "age", codes: regions },
  { code: "region", ja: "出身地域", en: "Region of origin", family: "origin", codes: regions },
  { code: "industry", ja: "業種", en: "Industry", family: "industry", codes: regions },
];
const standard: ReleaseTableChoice[] = [
  { figure: "new_contacts", axes: ["region"] },
  { figure: "new_contacts", axes: ["quarter"] },
  { figure: "new_contacts", axes: ["region", "quarter"] },
  { figure: "companies_recommended_to", axes: ["industry"] },
];
const certificate: ReleaseCertificateView = {
  tables: 3,
  cells: 35,
  known_cells: 1,
  int1_exact: 0,
  largest_difference: 4,
  minimum_interval: 5,
  mean_interval: 8.4,
  solver: "own exact simplex",
  version: "0.1.0",
  passed: true,
};

/** Nearly as the program protects: good enough to look at, and never used for anything else. */
function leaves(inside: number, profile: ReleaseProfile, total: boolean): number | null {
  if (total) return inside;
  if (profile === "rounding") return Math.round(inside / 5) * 5;
  return inside > 0 && inside < 5 ? null : inside;
}

function table({ figure, axes: codes }: ReleaseTableChoice, profile: ReleaseProfile, withInside: boolean): ReleasedTableView {
  const known = figureViews().find(({ id }) => id === figure);
  const unit: Unit = known?.unit ?? "persons";
  const isProtected = unit === "persons" || unit === "participations";
  const own = codes.flatMap((code) => axes.filter((axis) => axis.code === code));
  const crossed = own.reduce<[string[], number][]>(
    (rows, axis) =>
      rows.flatMap(([row, share]) =>
        [["Total", "", "", 103] as Code, ...axis.codes].map(([code, , , count]): [string[], number] => [[...row, code], (share * count) / 103]),
      ),
    [[[], 1]],
  );
  return {
    figure,
    ja: known?.ja ?? figure,
    en: known?.en ?? figure,
    unit,
    protected: isProtected,
    dimensions: own.map(({ codes: list, family: code, ja, en }) => ({
      code,
      ja,
      en,
      codes: list.map(([each, words, english]) => ({ code: each, ja: words, en: english, coarser: false })),
    })),
    cells: crossed.map(([row, share]) => {
      const inside = Math.round(share * 103);
      const total = row.every((code) => code === "Total");
      return {
        codes: row,
        value: isProtected ? leaves(inside, profile, total) : inside,
        inside: isProtected && withInside ? inside : null,
      };
    }),
  };
}

/** Answers the commands of this area from memory. */
export function releasesCommands(refuse: (code: ErrorCode, field?: string | null) => never) {
  let tables = standard;
  let version = 0;
  const releases: ReleaseView[] = [];

  const content = (profile: ReleaseProfile, inside: boolean): ReleasedContentView => ({
    headlines: inside ? [] : figureViews().map(({ id, ja, en, unit, value }) => ({ figure: id, ja, en, unit, value })),
    tables: tables.map((one) => table(one, profile, inside)),
    certificate: { ...certificate, largest_difference: profile === "rounding" ? 4 : null },
    notes_ja: ["2024年度 公表 第1号。", "人を数えた表では、すべての数を5の倍数に丸めています。"],
    notes_en: ["FY2024, release no. 1.", "In tables that count people every number is rounded to a multiple of five."],
  });
  const ofYear = (year: number): ReleaseTablesView => ({
    year,
    ends_on: `${year + 1}-03-31`,
    is_over: year < 2026,
    version,
    tables,
    figures: figureViews()
      .filter(({ basis }) => basis === "flow")
      .map(({ id, ja, en, unit }) => ({ id, ja, en, unit, axes: unit === "companies" ? ["quarter", "industry"] : ["quarter", "age_band", "region"] })),
    axes: axes.map(({ code, ja, en, family }) => ({ code, ja, en, family })),
  });

  return {
    releases: (): ReleasesView => ({ releases: releases.map(({ line }) => line), years: [2026, 2025, 2024, 2023] }),
    release: ({ release }: ReleaseRequest): ReleaseView => releases.find(({ line }) => line.id === release) ?? refuse("not_found"),
    release_tables: ({ year }: ReleaseTablesRequest): ReleaseTablesView => ofYear(year),
    save_release_tables: ({ year, tables: chosen }: SaveReleaseTablesRequest): ReleaseTablesView => {
      tables = chosen;
      version += 1;
      return ofYear(year);
    },
    try_release_table: ({ table: one }: TryReleaseTableRequest): TriedTableView => {
      const fine = (profile: ReleaseProfile) => ({ table: table(one, profile, true), refused: null, coarsen: [] });
      const refused = { table: null, refused: "too_large", coarsen: one.axes };
      return one.axes.length > 2 ? { rounding: fine("rounding"), suppression: refused } : { rounding: fine("rounding"), suppression: fine("suppression") };
    },
    preview_release: ({ profile }: PreviewReleaseRequest): ReleasePreviewView => ({
      number: releases.length + 1,
      content: content(profile, true),
      refused: null,
      coarsen: [],
      changes: releases.length > 0 ? [{ figure: "new_contacts", then: 102, now: 103 }] : [],
    }),
    publish_release: ({ year, profile, audience }: PublishReleaseRequest): ReleaseView => {
      if (audience.trim() === "") return refuse("empty", "audience");
      const id = releases.length + 1;
      const line = {
        id,
        year,
        number: id,
        published_at: "2026-11-23T10:00:00+09:00",
        approved_by: "director",
        audience,
        profile,
        digest: "5f3a".repeat(16),
        intact: true,
      };
      const differences = [{ figure: "new_contacts", codes: ["africa"], then: 38, now: 37 }];
      const view = { line, content: content(profile, false), differences, files: ["chart-1.svg", "chart-2.svg", "chart-4.svg", "chart-1.png", "chart-2.png", "chart-4.png", "report.docx", "report.pdf", "tables.csv", "tables.hxl.csv", "tables.xlsx", "release.json"] };
      releases.unshift(view);
      return view;
    },
    save_release_file: (): SavedView => ({ saved: true }),
  };
}
