import type {
  BreakdownRequest,
  BreakdownView,
  ChartRecordsRequest,
  ChartRecordsView,
  ChartYearRequest,
  FlowView,
  Stage,
  TurnoutView,
} from "../api/generated/contract";

const axes = [
  { code: "month", ja: "月(四半期の小計つき)", en: "Month (with quarters)", in_time: true },
  { code: "region", ja: "出身地域", en: "Region of origin", in_time: false },
];
const months = [8, 9, 7, 11, 6, 10, 9, 12, 5, 8, 7, 11];
const before = [7, 8, 9, 6, 8, 7, 10, 9, 8, 9, 7, 8];
const regions = [
  { code: "africa", ja: "アフリカ", en: "Africa", value: 38, previous: 30 },
  { code: "asia", ja: "アジア", en: "Asia", value: 61, previous: 62 },
  { code: "not_stated", ja: "回答なし", en: "Not stated", value: 4, previous: 4 },
];
const stages: Stage[] = [
  "first_contact", "interviewed", "career_training", "mentorship", "recommended", "trial_hire", "employed", "permanent",
];

/** Answers the commands of this area from memory. */
export function chartCommands(people: number) {
  const some = people > 0 ? 1 : 0;
  return {
    breakdown: ({ year, figure, axis }: BreakdownRequest): BreakdownView => {
      const countable = !figure.startsWith("event_");
      const byMonth = axis === null || axis === "month";
      const bars = byMonth
        ? months.map((value, at) => {
            const month = ((at + 3) % 12) + 1;
            const code = `${year + (at > 8 ? 1 : 0)}_${String(month).padStart(2, "0")}`;
            return { code, ja: `${month}月`, en: code, value: value * some, previous: (before[at] ?? 0) * some };
          })
        : regions.map((bar) => ({ ...bar, value: bar.value * some, previous: bar.previous * some }));
      return {
        year,
        figure,
        unit: "persons",
        axis: countable ? (axis ?? "month") : null,
        axes: countable ? axes : [],
        bars: countable ? bars : [],
        total: 103 * some,
        previous: 96 * some,
      };
    },
    pathway_flow: ({ year }: ChartYearRequest): FlowView => ({
      year,
      moves: some
        ? [
            { from: null, to: "first_contact", persons: 103, previous: 96 },
            { from: "first_contact", to: "interviewed", persons: 71, previous: 64 },
            { from: "interviewed", to: "career_training", persons: 38, previous: 30 },
            { from: "interviewed", to: "recommended", persons: 9, previous: 4 },
            { from: "career_training", to: "mentorship", persons: 26, previous: 20 },
            { from: "mentorship", to: "recommended", persons: 15, previous: 8 },
            { from: "recommended", to: "trial_hire", persons: 7, previous: 9 },
            { from: "trial_hire", to: "employed", persons: 5, previous: 8 },
            { from: "employed", to: "permanent", persons: 2, previous: 3 },
          ]
        : [],
      stages: stages.map((stage, at) => ({
        stage,
        at_start: [250, 90, 40, 30, 22, 6, 12, 6][at] ?? 0,
        came: [103, 71, 38, 26, 24, 7, 5, 2][at] ?? 0,
        went_on: [71, 47, 26, 15, 7, 5, 2, 0][at] ?? 0,
        at_end: [282, 114, 52, 41, 39, 8, 15, 8][at] ?? 0,
      })),
    }),
    turnout: ({ year }: ChartYearRequest): TurnoutView => ({
      year,
      courses: some
        ? [
            course("career_training", "キャリア研修", "Career training", 24, 410, 83),
            course("japanese_class", "日本語クラス", "Japanese class", 60, 620, 71),
            course("japanese_club", "日本語倶楽部", "Japanese club", 20, 0, null),
          ]
        : [],
    }),
    chart_records: ({ of }: ChartRecordsRequest): ChartRecordsView => ({
      records: [1, 2, 3].map((participant) => ({
        kind: of.kind === "sessions" ? "session_held" : "interview",
        fact: participant,
        on: `2024-06-0${participant}`,
        participant: of.kind === "sessions" ? null : participant,
        participant_name: of.kind === "sessions" ? null : `Participant ${participant}`,
        company_name: null,
        title: null,
        quantity: null,
        detail: null,
      })),
    }),
  };
}

function course(code: string, ja: string, en: string, sessions: number, came: number, rate: number | null) {
  const numbers = { sessions, came, excused: Math.round(came / 20), absent: Math.round(came / 8), heads: came ? 0 : 240, rate };
  return { course: code, ja, en, now: numbers, previous: { ...numbers, rate: rate === null ? null : rate - 4 } };
}
