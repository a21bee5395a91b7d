import type { FunnelDimension, FunnelStage } from "../../api/generated/contract";

const stages: Record<FunnelStage, string> = {
  recommended: "推薦",
  company_interview: "企業面接",
  offer: "内定",
  trial_hire: "お試し雇用",
  employed: "採用",
  permanent: "正社員",
  retained_6: "6か月後も在籍",
  retained_12: "12か月後も在籍",
};

const dimensions: Record<FunnelDimension, string> = {
  age_band: "年齢層",
  residence: "在留資格",
  japanese: "日本語の試験",
  caseworker: "担当の相談員",
  industry: "企業の業種",
  prefecture: "企業の都道府県",
  occupation: "求人の職業",
};

/** Reasons that are in no list of codes, because nobody chose them. */
const reasons: Record<string, string> = {
  not_stated: "理由の記録なし",
  not_there_at_check: "定着確認で離職がわかった",
};

const ages: Record<string, string> = {
  "0_17": "17歳以下",
  "18_24": "18〜24歳",
  "25_34": "25〜34歳",
  "35_44": "35〜44歳",
  "45_54": "45〜54歳",
  "55_up": "55歳以上",
};

export const funnel = {
  tabs: "集計の見方",
  loading: "数えています…",
  stages,
  dimensions,
  reasons,
  ages,
  unknown: "不明",
  none: {
    title: "この年度の推薦は、まだありません",
    text: "人を企業に推薦すると、その後どこまで進み、どこで終わったかがここに出ます。",
  },
  followed: { label: "いつまで追うか", today: "今日まで", year_end: "各年度の末日まで" },
  by: { label: "何で分けるか", none: "分けない" },
  summary: (now: string, before: string) => `この年度に推薦したのは ${now} 件、前年度は ${before} 件です。`,
  hired: (now: string, before: string) => `そのうち採用まで進んだのは ${now} 件、前年度は ${before} 件です。`,
  worst: (stage: string, count: string) => `いちばん多く終わったのは「${stage}」の段で、${count} 件です。`,
  placements: "数字はすべて件数です。1件は、1人を1社に推薦したことを指します。同じ人が3社に推薦されれば3件です。",
  table: {
    caption: "段ごとの件数",
    stage: "段",
    entered: "達した",
    previous: "前年度",
    converted: "次へ進んだ",
    lost: "ここで終わった",
    open: "いまここ",
    days: "日数(中央値)",
    persons: (count: string) => `実人数 ${count} 人`,
    recorded: (count: string) => `記録あり ${count} 件`,
    percent: (count: string) => `${count}%`,
    none: "–",
  },
  legend: { now: "この年度", before: "前年度" },
  losses: {
    title: "どこで、なぜ終わったか",
    none: "終わった件はありません。",
    stage: "段",
    reason: "理由",
    count: "件数",
  },
  groups: { title: (by: string) => `${by}ごと`, value: "区分" },
  rules: {
    title: "数え方",
    cohort: "その年度に推薦した件を、選んだ日まで追います。前年度と比べるときは、同じ長さで追う「各年度の末日まで」を使ってください。年度をまたいだ採用も、推薦した年度に入ります。",
    skipped: "企業面接、内定、採用は、記録がなくても後の段に進んでいれば「達した」と数えます。お試し雇用と正社員は、通らない人もいるので、記録があるときだけ数えます。",
    lost: "「ここで終わった」は、達したいちばん後の段で数えます。定着確認で離職がわかった件も入ります。",
    days: "日数は、その段の日付の記録があり、次の段に進んだか終わった件だけの中央値です。",
    erased: "消去した人の件は入りません。担当と在留資格は、推薦したときではなく今の値です。",
  },
  records: {
    title: (stage: string, count: string) => `${stage}:${count}件`,
    list: "もとになった推薦",
    none: "もとになった推薦はありません。",
    loading: "推薦を集めています…",
    on: (day: string) => `${day}に推薦`,
    until: (stage: string) => `「${stage}」まで`,
    open: (name: string, number: string) => `${name} ${number}件の推薦を見る`,
  },
};
