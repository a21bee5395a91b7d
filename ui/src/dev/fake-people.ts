import type {
  ConsentView,
  FactKind,
  FactView,
  Gate,
  MediaUseView,
  NameView,
  OverrideView,
  ParticipantInput,
  PersonRow,
  ResidenceInput,
  Stage,
  WorkStep,
} from "../api/generated/contract";

/** A participant as the fake keeps it. */
export interface FakePerson {
  row: PersonRow;
  names: NameView[];
  birth: string | null;
  other_nationalities: string[];
  origin: string | null;
  languages: string[];
  residence: ResidenceInput | null;
  consents: ConsentView[];
  facts: FactView[];
  /** Gates that were opened today without consent. */
  opened: Gate[];
  overrides: OverrideView[];
  media_uses: MediaUseView[];
}

type Invented = [
  preferred: string,
  script: string,
  reading: string,
  latin: string,
  nationality: string,
  birth: string,
  languages: string[],
  stage: Stage,
  firstContact: string,
  residence: [status: string, expires: string | null, work: ResidenceInput["work"]] | null,
];

const invented: Invented[] = [
  ["アマル", "أمل الحسن", "あまる", "Amal al-Hasan", "SYR", "1991-03-12", ["ar", "en"], "recommended", "2026-05-18", ["designated_applying", "2026-12-09", "permitted"]],
  ["バシール", "بشیر نوری", "ばしーる", "Bashir Noori", "AFG", "1988", ["fa", "ps", "en"], "career_training", "2026-04-22", ["designated_humanitarian", "2027-03-31", "permitted"]],
  ["ナンダー", "နန္ဒာဝင်း", "なんだー", "Nanda Win", "MMR", "1996-07", ["my", "ja"], "trial_hire", "2025-11-04", ["designated_applying", "2026-11-26", "limited"]],
  ["セラム", "ሰላም ተስፋዬ", "せらむ", "Selam Tesfaye", "ETH", "1999-01-30", ["am", "en"], "interviewed", "2026-09-10", ["provisional_release", "2026-11-20", "none"]],
  ["オレーナ", "Олена Коваль", "おれーな", "Olena Koval", "UKR", "1984-10-02", ["uk", "ru", "en"], "employed", "2024-07-01", ["complementary_protection", "2029-05-15", "permitted"]],
  ["ジョゼフ", "", "じょぜふ", "Joseph Mbuyi Kabongo", "COD", "1979", ["fr", "ln", "sw"], "first_contact", "2026-11-19", null],
  ["ローヤ", "رؤیا احمدی", "ろーや", "Roya Ahmadi", "AFG", "2001-05-05", ["fa", "ja"], "mentorship", "2026-02-02", ["student", "2027-01-15", "limited"]],
  ["タシ", "བཀྲ་ཤིས", "たし", "Tashi", "XXA", "1993", ["bo", "zh", "ja"], "permanent", "2023-06-20", ["permanent_resident", null, "permitted"]],
  ["ハ・ミン", "Hà Minh", "はみん", "Ha Minh", "VNM", "1997-12-24", ["vi", "ja"], "interviewed", "2026-03-08", ["engineer_humanities", "2026-11-29", "permitted"]],
  ["グレース", "", "ぐれーす", "Grace Nakato Achieng-Odhiambo", "UGA", "1990-08-17", ["en", "lg", "sw"], "recommended", "2025-12-12", ["designated_applying", "2027-02-01", "permitted"]],
  ["イブラーヒーム", "إبراهيم عثمان", "いぶらーひーむ", "Ibrahim Osman", "SDN", "1986", ["ar", "en"], "first_contact", "2026-01-15", ["short_stay", "2026-11-15", "none"]],
  ["ディルバル", "Dîlber Yıldız", "でぃるばる", "Dilber Yildiz", "TUR", "1994-02", ["ku", "tr", "ja"], "interviewed", "2025-10-03", ["provisional_release", null, "none"]],
];

const path: [Stage, FactKind, number][] = [
  ["interviewed", "interview", 14],
  ["career_training", "enrolled", 60],
  ["mentorship", "enrolled", 110],
  ["recommended", "recommended", 190],
  ["trial_hire", "trial_hire", 260],
  ["employed", "employed", 300],
  ["permanent", "permanent", 480],
];
const order: Stage[] = ["first_contact", ...path.map(([stage]) => stage)];

/** Today in the invented world. */
export const TODAY = new Date().toISOString().slice(0, 10);

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Makes the dozen, or, for long lists, as many as are asked for. */
export function inventPeople(count: number): FakePerson[] {
  return Array.from({ length: count }, (_, index) => {
    const base = invented[index % invented.length];
    if (!base) throw new Error("the invented people are a constant list");
    return invent(index + 1, base, Math.floor(index / invented.length));
  });
}

function invent(id: number, base: Invented, round: number): FakePerson {
  const [preferred, script, reading, latin, nationality, birth, languages, stage, contact, residence] = base;
  const suffix = round === 0 ? "" : ` ${round + 1}`;
  const names: NameView[] = [
    { text: preferred + suffix, kind: "preferred", script: "Kana", chosen: false },
    { text: reading, kind: "reading", script: "Hira", chosen: false },
    { text: latin + suffix, kind: "latin", script: "Latn", chosen: false },
  ];
  if (script) names.splice(1, 0, { text: script, kind: "own_script", script: scriptOf(script), chosen: false });
  const [status, expires_on, work] = residence ?? [];
  const person: FakePerson = {
    row: {
      ...rowOf(id, names, nationality, birth, addDays(contact, -(round % 900)), stage),
      work: workSteps(status && work ? { status, expires_on: expires_on ?? null, work } : null),
    },
    names,
    birth,
    other_nationalities: [],
    origin: null,
    languages,
    residence: status && work ? { status, expires_on: expires_on ?? null, work } : null,
    consents: [],
    facts: [],
    opened: [],
    overrides: [],
    media_uses: [],
  };
  person.facts = factsOf(person);
  person.row.last_seen = person.facts[0]?.on ?? person.row.first_contact;
  if (stage !== "first_contact") person.consents = [consentOf(id, person)];
  return person;
}

/** The script of a text, as far as the invented names need it. */
export function scriptOf(text: string): string {
  const scripts = { Arab: /\p{sc=Arab}/u, Mymr: /\p{sc=Mymr}/u, Ethi: /\p{sc=Ethi}/u, Cyrl: /\p{sc=Cyrl}/u, Tibt: /\p{sc=Tibt}/u, Hani: /\p{sc=Hani}/u, Hira: /\p{sc=Hira}/u, Kana: /\p{sc=Kana}/u, Latn: /\p{sc=Latn}/u };
  return Object.entries(scripts).find(([, letters]) => letters.test(text))?.[0] ?? "Zyyy";
}

export function rowOf(
  id: number,
  names: NameView[],
  nationality: string,
  birth: string,
  first_contact: string,
  stage: Stage,
): PersonRow {
  const preferred = names.find((name) => name.kind === "preferred") ?? names[0];
  const reading = names.find((name) => name.kind === "reading")?.text ?? null;
  return {
    id,
    name: preferred?.text ?? "",
    other_names: names.filter((name) => name !== preferred && name.kind !== "reading").map((name) => name.text),
    reading,
    nationality: nationality || null,
    birth_year: birth ? Number(birth.slice(0, 4)) : null,
    first_contact,
    last_seen: first_contact,
    stage,
    closed_on: null,
    work: [{ after: null, warning: "status_unknown" }],
    caseworker: id % 3 === 0 ? "森" : id % 3 === 1 ? "佐藤" : null,
    cohort: id % 4 === 1 ? "日本語クラス 春" : null,
    roles: id === 8 ? ["mentor"] : [],
  };
}

/** The rule of the program in short, so that lists have something to warn of. */
export function workSteps(residence: ResidenceInput | null): WorkStep[] {
  if (!residence) return [{ after: null, warning: "status_unknown" }];
  const warnings = { permitted: null, limited: "limited", none: "no_permission", unknown: "permission_unknown" } as const;
  const now: WorkStep = { after: null, warning: warnings[residence.work] };
  return residence.expires_on ? [now, { after: residence.expires_on, warning: "permit_ends" }] : [now];
}

export function fromInput(id: number, input: ParticipantInput, stage: Stage): FakePerson {
  const names = input.names.map((name) => {
    const shown = scriptOf(name.text);
    return { ...name, script: name.script || shown, chosen: name.script !== "" && name.script !== shown };
  });
  const person: FakePerson = {
    row: {
      ...rowOf(id, names, input.nationality, input.birth, input.first_contact, stage),
      work: workSteps(input.residence),
    },
    names,
    birth: input.birth || null,
    other_nationalities: input.other_nationalities,
    origin: input.origin || null,
    languages: input.languages,
    residence: input.residence,
    consents: [],
    facts: [],
    opened: [],
    overrides: [],
    media_uses: [],
  };
  person.facts = factsOf(person);
  return person;
}

function factsOf({ row }: FakePerson): FactView[] {
  const reached = order.indexOf(row.stage);
  const facts = path
    .slice(0, reached)
    .map(([stage, kind, days], index) => fact(row, kind, row.id * 10 + index, addDays(row.first_contact, days), stage))
    .filter((one) => one.on <= TODAY);
  if (reached > 0) facts.push(fact(row, "consent_given", row.id * 10 + 8, addDays(row.first_contact, 14), null));
  facts.push(fact(row, "first_contact", row.id, row.first_contact, null));
  return facts.sort((a, b) => b.on.localeCompare(a.on));
}

const titles: Partial<Record<Stage, string>> = {
  career_training: "キャリア研修 2026年 第2期",
  mentorship: "メンターシップ",
};

export function fact(row: PersonRow, kind: FactKind, id: number, on: string, stage: Stage | null): FactView {
  const withCompany: FactKind[] = ["recommended", "trial_hire", "employed", "permanent"];
  return {
    kind,
    fact: id,
    on,
    participant: row.id,
    participant_name: row.name,
    company_name: withCompany.includes(kind) ? "みどり製作所" : null,
    title: kind === "consent_given" ? "interview" : ((stage && titles[stage]) ?? null),
    quantity: null,
    detail: null,
  };
}

function consentOf(id: number, { row, languages }: FakePerson): ConsentView {
  return {
    id,
    purpose: "interview",
    recipient: "own",
    recipient_name: "",
    policy: 1,
    language: languages[0] ?? "en",
    interpreter: "",
    how: "interpreted",
    recorded_by: "佐藤 みなと",
    given_on: addDays(row.first_contact, 14),
    withdrawn_on: null,
  };
}
