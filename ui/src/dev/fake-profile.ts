import type { Commands } from "../api/generated/commands";
import type {
  CodeListView,
  CodeView,
  ConsentPurpose,
  ConsentView,
  ErrorCode,
  Gate,
  GateView,
  Nearness,
  ParticipantView,
  PolicyView,
  ProfileKind,
  ProfileRecord,
  ProfileView,
  ResidenceInput,
  WorkWarningView,
} from "../api/generated/contract";
import { addDays, TODAY, type FakePerson } from "./fake-people";

type ProfileCommand =
  | "code_lists"
  | "save_code"
  | "remove_code"
  | "profile"
  | "save_profile_record"
  | "remove_profile_record"
  | "save_support"
  | "withdrawal_effects"
  | "override_consent"
  | "record_media_use"
  | "remove_media_use"
  | "hand_out_summary"
  | "code_uses"
  | "policies"
  | "save_policy";
type ProfileHandlers = { [N in ProfileCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

interface World {
  find: (participant: number) => FakePerson;
  view: (person: FakePerson) => ParticipantView;
}

/** The files of the program itself, so that the invented world knows the same codes. */
const files = import.meta.glob<string>("../../../crates/casework/src/codes/lists/*.tsv", {
  query: "?raw",
  import: "default",
  eager: true,
});
const closed = ["country", "isced_level", "isced_field", "industry", "prefecture"];

function inventLists(): CodeListView[] {
  return Object.entries(files).map(([path, text]) => {
    const list = path.replace(/^.*\/|\.tsv$/g, "");
    const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
    const source = /^# ([^;\n]*)/.exec(text)?.[1] ?? "";
    return { list, source, takes_own_codes: !closed.includes(list), codes: lines.map(codeOf) };
  });
}

function codeOf(line: string): CodeView {
  const [code = "", ja = "", en = "", from] = line.split("\t");
  return {
    code,
    ja,
    en,
    valid_from: from ?? null,
    valid_until: null,
    offered: !from || from <= TODAY,
    standard: true,
    kind_of: null,
  };
}

export function nearnessOf(daysLeft: number): Nearness {
  if (daysLeft < 0) return "over";
  if (daysLeft <= 14) return "days_14";
  return daysLeft <= 30 ? "days_30" : "days_60";
}

export function workWarning(residence: ResidenceInput | null, on: string): WorkWarningView | null {
  if (!residence) return { warning: "status_unknown", ended_on: null };
  if (residence.expires_on && residence.expires_on < on) return { warning: "permit_ends", ended_on: residence.expires_on };
  if (residence.work === "none") return { warning: "no_permission", ended_on: null };
  if (residence.work === "unknown") return { warning: "permission_unknown", ended_on: null };
  return residence.work === "limited" ? { warning: "limited", ended_on: null } : null;
}

const purposeOf: Record<Gate, ConsentPurpose> = {
  sensitive_questions: "interview",
  recommending: "placement",
  media: "media",
  export: "sharing",
};

export function gatesOf(consents: ConsentView[], opened: Gate[]): GateView[] {
  return (Object.keys(purposeOf) as Gate[]).map((gate) => {
    const given = consents.filter((one) => one.purpose === purposeOf[gate]);
    const stands = given.some((one) => !one.withdrawn_on && (one.recipient !== "named" || gate === "sensitive_questions"));
    const withdrawn_on = given.find((one) => one.withdrawn_on)?.withdrawn_on ?? null;
    if (stands) return { gate, state: "stands", withdrawn_on: null };
    return { gate, state: opened.includes(gate) ? "overridden" : "missing", withdrawn_on };
  });
}

const lists: Record<ProfileKind, keyof ProfileView> = {
  language: "languages",
  schooling: "schoolings",
  job: "jobs",
  skill: "skills",
  household: "household",
  contact: "contacts",
  residence: "residence",
  note: "notes",
};

function inventProfile(person: FakePerson): ProfileView {
  const id = person.row.id * 100;
  const nothing = { jlpt_level: "", jlpt_score: null, jlpt_passed: false, jlpt_taken_on: "" };
  const unassessed = { listening: "", reading: "", spoken_interaction: "", spoken_production: "", writing: "", note: "" };
  const japanese = { jlpt_level: "N3", jlpt_score: 112, jlpt_passed: true, jlpt_taken_on: "2025-12-07" };
  return {
    support: {
      caseworker: person.row.id % 3 === 0 ? null : 1,
      referral_source: "support_organisation",
      referral_detail: "あおぞら支援の会",
      prefecture: "13",
    },
    caseworkers: [
      { member: 1, name: "佐藤 みなと" },
      { member: 2, name: "森 千絵" },
    ],
    languages: person.languages.map((language, index) => ({
      id: id + index,
      record: {
        language,
        self_rated: index === 0 ? "mother_tongue" : "everyday",
        ...(language === "ja" ? japanese : nothing),
        ...unassessed,
      },
      told: language === "ja" ? "B1" : null,
    })),
    schoolings: [
      {
        id: id + 20,
        record: { level: "6", field: "06", institution: "ダマスカス大学", subject: "情報工学", country: "SYR", from: "2009", until: "2013-06", state: "completed" },
        told: null,
      },
    ],
    jobs: [
      {
        id: id + 30,
        record: { occupation: "25", title: "システム管理", employer: "地域の病院", country: "SYR", from: "2013-09", until: "2016", ongoing: false, tasks: "患者記録の管理。\n職員への説明。" },
        told: null,
      },
    ],
    skills: [{ id: id + 40, record: { kind: "licence", name: "普通自動車免許", since: "2021-08", in_japan: true }, told: null }],
    household: [
      { id: id + 50, record: { relation: "spouse", name: "", birth: "1993", lives: "together", dependant: false, participant: 2 }, told: "バシール" },
    ],
    contacts: [
      { id: id + 60, record: { kind: "line", value: "minato-line", safety: "safe", care: "", preferred: true }, told: null },
      { id: id + 61, record: { kind: "phone", value: "090-0000-0000", safety: "with_care", care: "平日の10時から16時。家族の前では出られない。", preferred: false }, told: null },
      { id: id + 62, record: { kind: "phone", value: "03-0000-0000", safety: "never", care: "職場。かけない。", preferred: false }, told: null },
    ],
    notes: [{ id: id + 80, record: { text: "駅まで迎えに行く。\n水曜は日本語クラス。" }, told: null }],
    residence: person.residence
      ? [
          { id: id + 70, record: { status: person.residence.status, from: addDays(TODAY, -120), ends_on: person.residence.expires_on ?? "", work: person.residence.work, work_ends_on: "", work_limits: "", designation: "本邦に在留し難民認定申請を行っている者が行う、報酬を受ける活動(風俗営業等を除く)", evidence: null }, told: null },
          { id: id + 71, record: { status: "short_stay", from: "2025-01-10", ends_on: "2025-04-09", work: "none", work_ends_on: "", work_limits: "", designation: "", evidence: null }, told: null },
        ]
      : [],
  };
}

/** Answers the commands of this area from memory. */
export function profileCommands({ find, view }: World): ProfileHandlers {
  const codes = inventLists();
  const profiles = new Map<number, ProfileView>();
  const policies: PolicyView[] = [
    { version: 1, valid_from: "1950-01-01", ja: "話してくださったことは、あなたの支援のために記録します。", en: "What you tell us is written down in order to support you.", consents: 9 },
  ];
  let next = 100_000;

  const listOf = (list: string) => codes.find((one) => one.list === list);
  const profile = (participant: number): ProfileView => {
    const known = profiles.get(participant) ?? inventProfile(find(participant));
    profiles.set(participant, known);
    return known;
  };
  const shown = (participant: number): ProfileView => structuredClone(profile(participant));
  const rows = (participant: number, kind: ProfileKind) => profile(participant)[lists[kind]] as { id: number; record: object; told: null }[];

  return {
    code_lists: () => ({ lists: codes.map((list) => ({ ...list, codes: structuredClone(list.codes) })) }),
    save_code: ({ list, code, ja, en, valid_from, valid_until, kind_of }) => {
      const known = listOf(list)?.codes.find((one) => one.code === code);
      const offered = (!valid_from || valid_from <= TODAY) && (!valid_until || TODAY <= valid_until);
      const said = { ja: ja || (known?.ja ?? ""), en: en || (known?.en ?? ""), valid_from: valid_from || null, valid_until: valid_until || null, offered };
      if (!said.ja) refuse("empty", "ja");
      if (!said.en) refuse("empty", "en");
      if (known) Object.assign(known, said);
      else {
        const made = en.toLowerCase().replaceAll(/\W+/g, "_");
        listOf(list)?.codes.push({ code: made, standard: false, kind_of: kind_of || null, ...said });
      }
      return { lists: codes.map((one) => ({ ...one, codes: structuredClone(one.codes) })) };
    },
    remove_code: ({ list, code }) => {
      const one = listOf(list);
      if (one) one.codes = one.codes.filter((known) => known.code !== code || known.standard);
      return { lists: codes.map((each) => ({ ...each, codes: structuredClone(each.codes) })) };
    },
    profile: ({ id }) => shown(id),
    save_profile_record: ({ participant, id, record }) => {
      check(record);
      const { record: kind, ...said } = record;
      const all = rows(participant, kind);
      const known = all.find((one) => one.id === id);
      if (known) known.record = said;
      else all.unshift({ id: next++, record: said, told: null });
      if (record.record === "residence") {
        find(participant).residence = { status: record.status, expires_on: record.ends_on || null, work: record.work };
      }
      return shown(participant);
    },
    remove_profile_record: ({ participant, kind, id }) => {
      const all = rows(participant, kind);
      all.splice(all.findIndex((one) => one.id === id), 1);
      return shown(participant);
    },
    save_support: ({ participant, support }) => {
      profile(participant).support = support;
      return shown(participant);
    },
    withdrawal_effects: () => ({
      another_stands: false,
      sensitive_drafts: 1,
      open_recommendations: 2,
      interviews: 3,
      copies_out: 1,
      media_uses: 1,
      held_by_law: 1,
    }),
    override_consent: ({ participant, gate, reason, words }) => {
      if (reason === "other" && !words.trim()) refuse("empty", "words");
      const person = find(participant);
      person.opened = [...person.opened, gate];
      person.overrides = [{ gate, reason, words, by: "佐藤 みなと", on: TODAY }, ...person.overrides];
      return view(person);
    },
    record_media_use: ({ participant, medium, on, name, picture, story, note }) => {
      const person = find(participant);
      if (!medium.trim()) refuse("empty", "medium");
      if (!name && !picture && !story) refuse("empty", "given");
      pass(person, "media", medium);
      const one = { id: next++, medium: medium.trim(), on, name, picture, story, note, recorded_by: "佐藤 みなと" };
      person.media_uses = [one, ...person.media_uses];
      return view(person);
    },
    remove_media_use: ({ participant, media_use }) => {
      const person = find(participant);
      person.media_uses = person.media_uses.filter(({ id }) => id !== media_use);
      return view(person);
    },
    hand_out_summary: ({ participant, recipient, parts }) => {
      if (!recipient.trim()) refuse("empty", "recipient");
      if (parts.length === 0) refuse("empty", "parts");
      pass(find(participant), "export", recipient);
      return null;
    },
    code_uses: ({ list }) => {
      const used = listOf(list)?.codes.filter(({ standard }, index) => standard && index % 3 !== 2) ?? [];
      return { uses: used.map(({ code }, index) => ({ code, records: 3 + ((index * 7) % 40) })) };
    },
    policies: () => ({ policies: [...policies] }),
    save_policy: ({ version, valid_from, ja, en }) => {
      if (!ja.trim()) refuse("empty", "ja");
      if (!en.trim()) refuse("empty", "en");
      const known = policies.find((one) => one.version === version);
      if (known) Object.assign(known, { valid_from, ja, en });
      else policies.unshift({ version: (policies[0]?.version ?? 0) + 1, valid_from, ja, en, consents: 0 });
      return { policies: [...policies] };
    },
  };
}

/** The gate of the program in short. */
function pass(person: FakePerson, gate: Gate, recipient: string): void {
  const fits = (one: ConsentView) => one.recipient === "any" || one.recipient_name === recipient.trim();
  const given = person.consents.filter((one) => one.purpose === purposeOf[gate] && !one.withdrawn_on);
  if (!given.some(fits) && !person.opened.includes(gate)) refuse("consent_needed", `gate.${gate}`);
}

/** The rules of the program that the screens are tried with. */
function check(record: ProfileRecord): void {
  if (record.record === "contact" && !record.value.trim()) refuse("empty", "value");
  if (record.record === "contact" && record.safety === "with_care" && !record.care.trim()) refuse("empty", "care");
  if (record.record === "language" && (record.jlpt_score ?? 0) > 180) refuse("out_of_range", "jlpt_score");
  if (record.record === "language" && !record.language) refuse("empty", "language");
  if (record.record === "skill" && !record.name.trim()) refuse("empty", "name");
  if (record.record === "note" && !record.text.trim()) refuse("empty", "text");
  if (record.record === "residence" && !record.status) refuse("empty", "status");
  if (record.record === "job" && !record.occupation && !record.title.trim()) refuse("empty", "title");
}

function refuse(code: ErrorCode, field: string): never {
  throw { code, field };
}
