import type {
  FunnelRecordsRequest,
  FunnelRecordsView,
  FunnelRequest,
  FunnelStage,
  FunnelStageView,
  FunnelView,
} from "../api/generated/contract";

type Row = [stage: FunnelStage, entered: number, lost: number, open: number, days: number | null, recorded?: number];

const now: Row[] = [
  ["recommended", 84, 38, 6, 12],
  ["company_interview", 40, 21, 2, 17.5, 36],
  ["offer", 17, 4, 1, 9],
  ["trial_hire", 9, 3, 1, 88],
  ["employed", 7, 1, 3, 61],
  ["permanent", 2, 0, 1, null],
  ["retained_6", 3, 0, 2, null],
  ["retained_12", 1, 0, 1, null],
];
const before: Row[] = now.map(([stage, entered, ...rest]) => [stage, stage === "employed" ? 9 : Math.round(entered / 2), ...rest]);

function view([stage, entered, lost, open, median_days, recorded = entered]: Row): FunnelStageView {
  const persons = Math.ceil(entered / 2);
  return { stage, entered, recorded, persons, converted: entered - lost - open, lost, open, median_days };
}

/** Answers the commands of this area from memory. */
export function funnelCommands(people: number) {
  const none = people === 0;
  const rows = (all: Row[]) => all.map((row) => view(none ? [row[0], 0, 0, 0, null] : row));
  return {
    funnel: ({ year, by }: FunnelRequest): FunnelView => ({
      year,
      stages: rows(now),
      losses: none
        ? []
        : [
            { stage: "recommended", reason: "no_reply", count: 30 },
            { stage: "recommended", reason: "language_level", count: 8 },
            { stage: "company_interview", reason: "conditions", count: 21 },
            { stage: "offer", reason: "withdrew", count: 4 },
            { stage: "trial_hire", reason: "trial_not_continued", count: 3 },
            { stage: "employed", reason: "not_stated", count: 1 },
          ],
      previous: rows(before),
      groups: by === null || none ? [] : ["N2", "unknown"].map((value) => ({ value, stages: rows(now) })),
    }),
    funnel_records: ({ stage, reason }: FunnelRecordsRequest): FunnelRecordsView => ({
      records: [1, 2, 3].map((participant) => ({
        placement: participant,
        participant,
        participant_name: `Participant ${participant}`,
        company_name: "株式会社みほん",
        recommended_on: `2024-06-0${participant}`,
        farthest: stage,
        farthest_on: `2024-07-0${participant}`,
        ended_on: reason === null ? null : "2024-08-01",
        reason,
      })),
    }),
  };
}
