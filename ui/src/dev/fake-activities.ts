import type { Commands } from "../api/generated/commands";
import type { ActivitiesView, ActivityInput, ActivityView, CommandError, ReasonCode } from "../api/generated/contract";

type Answered = "activities" | "save_activity" | "remove_activity";
type Handlers = { [N in Answered]: (request: Commands[N]["request"]) => Commands[N]["view"] };

const code = (code: string, ja: string, en: string): ReasonCode => ({ code, ja, en });

export const headCategories = [
  code("companies", "企業", "Companies"),
  code("business_leaders", "経営者・ビジネスリーダー", "Business leaders"),
  code("participants", "参加者", "Participants"),
  code("others", "その他", "Others"),
];
const media = [code("newspaper", "新聞", "Newspaper"), code("web", "ウェブ", "Web")];
const fundraising = [code("campaign", "寄付キャンペーン", "Campaign"), code("grant", "助成金・補助金", "Grant")];

const blank: ActivityInput = {
  kind: "talk", on: "", title: "", place: "", audience: null, heads: [], host: "", speaker: "untold", speaker_name: "",
  medium: "", outlet: "", link: "", companies: [], raised_as: "", raised_yen: null, donors: null, note: "",
};

const fiscalYear = (on: string) => Number(on.slice(0, 4)) - (on.slice(5, 7) < "04" ? 1 : 0);

/** Answers the commands of this area from memory. */
export function activitiesCommands(): Handlers {
  let next = 5;
  let all: ActivityView[] = [
    { id: 4, activity: { ...blank, kind: "event", on: "2025-03-14", title: "春のつどい", place: "東京", heads: [{ category: "companies", heads: 12 }, { category: "participants", heads: 31 }] } },
    { id: 3, activity: { ...blank, on: "2025-01-20", title: "働くことから始まる受け入れ", place: "横浜", audience: 120, host: "見本大学", speaker: "member" } },
    { id: 2, activity: { ...blank, kind: "media_coverage", on: "2024-11-02", title: "朝の話題", medium: "web", outlet: "サンプル通信" } },
    { id: 1, activity: { ...blank, kind: "fundraising", on: "2024-07-01", title: "夏の寄付キャンペーン", raised_as: "campaign", raised_yen: 480000, donors: 37 } },
  ];
  const view = (year: number): ActivitiesView => ({
    year,
    years: [...new Set([...all.map(({ activity }) => fiscalYear(activity.on)), year])].sort((a, b) => b - a),
    activities: all.filter(({ activity }) => fiscalYear(activity.on) === year).sort((a, b) => b.activity.on.localeCompare(a.activity.on)),
    companies: [{ id: 1, name: "みほん商事" }, { id: 2, name: "架空製作所" }],
    categories: headCategories,
    media,
    fundraising,
  });
  return {
    activities: ({ year }) => view(year ?? 2024),
    save_activity: ({ id, activity }) => {
      if (activity.title.trim() === "") throw { code: "empty", field: "title" } satisfies CommandError;
      const kept = { id: id ?? next++, activity };
      all = [...all.filter((one) => one.id !== kept.id), kept];
      return view(fiscalYear(activity.on));
    },
    remove_activity: ({ id }) => {
      const gone = all.find((one) => one.id === id);
      all = all.filter((one) => one !== gone);
      return view(fiscalYear(gone?.activity.on ?? "2024-05-01"));
    },
  };
}
