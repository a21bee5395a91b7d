import { mockIPC } from "@tauri-apps/api/mocks";
import type { Commands } from "../api/generated/commands";
import type {
  CommandError,
  ErrorCode,
  FoundNote,
  JobKind,
  Language,
  ParticipantInput,
  ParticipantView,
  RescueReason,
  Role,
  SessionStage,
  SessionView,
} from "../api/generated/contract";
import { careCommands } from "./fake-care";
import { findingCommands } from "./fake-finding";
import { formsCommands } from "./fake-forms";
import { handoverCommands } from "./fake-handover";
import { intakeCommands } from "./fake-intake";
import { gatesOf, nearnessOf, profileCommands, workWarning } from "./fake-profile";
import { programmesCommands } from "./fake-programmes";
import { workCommands } from "./fake-work";
import { companiesCommands } from "./fake-companies";
import { FakePlacements, placementsCommands } from "./fake-placements";
import { papersCommands } from "./fake-papers";
import { activitiesCommands } from "./fake-activities";
import { eventCommands } from "./fake-event";
import { articlesCommands } from "./fake-articles";
import { chartCommands } from "./fake-charts";
import { funnelCommands } from "./fake-funnel";
import { releasesCommands } from "./fake-releases";
import { combiningCommands } from "./fake-combining";
import { chooseExtent, figuresView, figureViews, programmeYears, reportView } from "./fake-figures";
import { FakeInterviews, type DraftState } from "./fake-interview-state";
import { addDays, daysBetween, fact, fromInput, inventPeople, TODAY, type FakePerson } from "./fake-people";
import { actsOf, FakeWork, vaultCommands } from "./fake-vault";

type Handlers = { [N in keyof Commands]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** How the invented world begins. In the browser it is read from the address: `?stage=open&lang=en&people=100000`. */
export interface FakeStart {
  stage?: SessionStage;
  language?: Language;
  people?: number;
  sample?: boolean;
  clockBehind?: boolean;
  /** Makes `unlock` fail with this code. */
  unlockError?: ErrorCode;
  /** The roles of the person at the keyboard; all of them unless told. */
  roles?: Role[];
  /** Sealed for a journey: no passphrase opens the vault. */
  sealed?: boolean;
  /** The keys of the office are set. */
  escrow?: boolean;
  quickErase?: boolean;
  /** The program ended without closing the vault the last time. */
  interrupted?: boolean;
  /** Days since the last backup; none was made when null. */
  backupDays?: number | null;
  rescue?: RescueReason;
  /** How many members a new passphrase may belong to. */
  holders?: number;
  /** How long the work on the vault takes, in milliseconds. */
  slowly?: number;
}

const CODE = "7KQM-2WXD-9FHT-C4VR-JN8P-5YBE";
const PASSPHRASE = "kiri-hashi-tsumugi-oka-minato-suzu";

/** Answers every command from memory. */
export function fakeCommands(start: FakeStart = {}, work = new FakeWork()): Handlers {
  const people: FakePerson[] = inventPeople(start.people ?? 12);
  const own = programmeYears();
  let approval: Commands["figures"]["view"]["approval"] = null;
  let organisation = {
    name: "止まり木の会",
    founded_on: "2016-02-26" as string | null,
    idle_minutes: 5,
    quick_erase: start.quickErase ?? false,
  };
  const session: SessionView = {
    stage: start.stage ?? "open",
    language: start.language ?? "ja",
    sample: start.sample ?? false,
    sample_passphrase: start.sample ? PASSPHRASE : null,
    organisation: organisation.name,
    clock_behind: start.clockBehind ? addDays(TODAY, 3) : null,
    idle_minutes: organisation.idle_minutes,
    today: TODAY,
    member: "佐藤 みなと",
    acts: actsOf(start.roles ?? ["caseworker", "placement", "office", "data_protection"]),
    openers: { passphrase: !start.sealed, recovery: true, escrow: start.escrow ?? false },
    closed: { at: `${addDays(TODAY, -1)}T18:04:00+09:00`, serial: 4182, interrupted: start.interrupted ?? false },
    quick_erase: start.quickErase ?? false,
  };

  const stage = (next: SessionStage): SessionView => {
    session.stage = next;
    return { ...session };
  };
  const find = (id: number): FakePerson => people[id - 1] ?? refuse("not_found");
  const placements = new FakePlacements(people.length, (id) => find(id).row);
  const now = () => `${TODAY}T14:05:00+09:00`;
  const add = (name: string, on: string): number => {
    const names = [{ text: name.trim(), kind: "preferred" as const, script: "" }];
    people.push(fromInput(people.length + 1, { names, birth: "", nationality: "", other_nationalities: [], origin: "", languages: [], first_contact: on, residence: null }, "first_contact"));
    return people.length;
  };

  const interviews = new FakeInterviews({ session, find, view, now, refuse }, people);
  const { drafts } = interviews;

  function summary(one: DraftState) {
    const person = find(one.participant);
    return {
      draft: one.draft,
      participant: one.participant,
      participant_name: person.row.name,
      saved_at: one.saved_at ?? now(),
      answered: Object.values(one.answers).filter(Boolean).length,
    };
  }

  function view(person: FakePerson): ParticipantView {
    const draft = drafts.find((one) => one.participant === person.row.id && one.saved_at);
    const expires = person.residence?.expires_on;
    return {
      person: person.row,
      names: person.names,
      birth: person.birth,
      other_nationalities: person.other_nationalities,
      origin: person.origin,
      languages: person.languages,
      residence: person.residence,
      work_warning: workWarning(person.residence, TODAY),
      caseworker: person.row.id % 3 === 0 ? null : "佐藤 みなと",
      gates: gatesOf(person.consents, person.opened),
      permit_days_left: expires ? daysBetween(TODAY, expires) : null,
      interview_consent: person.consents.some((one) => one.purpose === "interview" && !one.withdrawn_on),
      consents: person.consents,
      overrides: [...person.overrides],
      media_uses: [...person.media_uses],
      timeline: person.facts,
      draft: draft ? summary(draft) : null,
    };
  }

  function duplicates(input: ParticipantInput) {
    const typed = input.names.map(({ text }) => text.trim().toLowerCase()).filter((text) => text.length > 1);
    const likely = people.slice(0, 500).flatMap(({ row, names }) => {
      const texts = names.map(({ text }) => text.toLowerCase());
      const same = typed.some((text) => texts.includes(text));
      const similar = typed.some((text) => texts.some((one) => one.includes(text) || text.includes(one)));
      if (!same && !similar) return [];
      const birth = input.birth !== "" && Number(input.birth.slice(0, 4)) === row.birth_year;
      const nationality = input.nationality !== "" && input.nationality === row.nationality;
      return [
        {
          person: row,
          why: [
            same ? ("same_name" as const) : ("similar_name" as const),
            ...(birth ? ["same_birth" as const] : []),
            ...(nationality ? ["same_nationality" as const] : []),
          ],
        },
      ];
    });
    return { likely: likely.slice(0, 5), associates: [] };
  }

  function check(input: ParticipantInput): void {
    if (input.names.length === 0) refuse("empty", "names");
    input.names.forEach(({ text }, index) => text.trim() || refuse("empty", `names.${index}.text`));
    if (!/^(|\d{4}(-\d{2}(-\d{2})?)?)$/.test(input.birth)) refuse("no_such_date", "birth");
    if (!/^\d{4}-\d{2}-\d{2}$/.test(input.first_contact)) refuse("date_incomplete", "first_contact");
    if (input.first_contact > TODAY) refuse("date_in_future", "first_contact");
  }

  return {
    ...careCommands(),
    ...findingCommands(people, refuse),
    ...formsCommands(interviews),
    ...interviews.commands(),
    ...handoverCommands(),
    ...intakeCommands(),
    ...profileCommands({ find, view }),
    ...programmesCommands({
      count: people.length,
      row: (id) => find(id).row,
      add,
      alike: (name) => duplicates({ names: [{ text: name, kind: "preferred", script: "" }], birth: "", nationality: "", other_nationalities: [], origin: "", languages: [], first_contact: TODAY, residence: null }).likely,
    }),
    ...workCommands(),
    ...companiesCommands({ count: people.length, row: (id) => find(id).row }, placements),
    ...placementsCommands(placements, (id) => find(id).row),
    ...papersCommands(),
    ...activitiesCommands(),
    ...eventCommands({ passphrase: PASSPHRASE, stage, add }),
    ...articlesCommands(),
    ...chartCommands(people.length),
    ...funnelCommands(people.length),
    ...releasesCommands(refuse),
    ...combiningCommands(),
    ...vaultCommands({
      session,
      stage,
      work,
      backupDays: start.backupDays === undefined ? 2 : start.backupDays,
      rescue: start.rescue ?? "rolled_back",
      holders: start.holders ?? 1,
    }),
    session_status: () => ({ ...session }),
    suggest_passphrase: () => ({ passphrase: shuffled(PASSPHRASE) }),
    judge_passphrase: ({ passphrase }) => {
      if (/^(.{1,3})\1+$/.test(passphrase)) return { accepted: false, reasons: ["repetitive"] };
      if (/pass|1234|qwerty/i.test(passphrase)) return { accepted: false, reasons: ["too_guessable"] };
      if (passphrase.length < 15) return { accepted: false, reasons: ["too_short"] };
      return { accepted: true, reasons: [] };
    },
    create_vault: (request) => {
      organisation = { ...organisation, name: request.organisation };
      session.organisation = request.organisation;
      session.stage = "recovery_unconfirmed";
      return { code: CODE, made_on: TODAY };
    },
    new_recovery_code: () => ({ code: CODE, made_on: TODAY }),
    save_recovery_sheet: () => ({ saved: true }),
    confirm_recovery: ({ code }) => {
      const plain = (text: string) => text.normalize("NFKC").replace(/[^A-Za-z0-9]/g, "").toUpperCase();
      if (plain(code) !== plain(CODE)) refuse("recovery_mismatch", "code");
      return stage("open");
    },
    unlock: ({ secret, kind }) => {
      if (start.unlockError) refuse(start.unlockError);
      if (secret.length < 4) refuse("wrong_secret", "secret");
      session.openers.passphrase = true;
      return stage(kind === "passphrase" ? "open" : "passphrase_due");
    },
    set_passphrase: () => stage("open"),
    change_passphrase: ({ current }) => {
      if (current.length < 4) refuse("wrong_secret", "current");
      return stage("open");
    },
    renew_recovery_code: ({ current }) => {
      if (current.length < 4) refuse("wrong_secret", "current");
      return stage("recovery_unconfirmed");
    },
    lock: () => {
      history.replaceState(null, "", `?stage=locked&lang=${session.language}${window.location.hash}`);
      return stage("locked");
    },
    open_sample: () => {
      session.sample = true;
      return stage("open");
    },
    leave_sample: () => {
      history.replaceState(null, "", `?stage=first_run&lang=${session.language}${window.location.hash}`);
      session.sample = false;
      return stage("first_run");
    },
    note_activity: () => null,
    set_language: ({ language }) => {
      session.language = language;
      return { ...session };
    },
    organisation: () => organisation,
    save_organisation: (request) => {
      if (!request.name.trim()) refuse("empty", "name");
      organisation = request;
      session.organisation = request.name;
      session.idle_minutes = request.idle_minutes;
      session.quick_erase = request.quick_erase;
      return organisation;
    },
    today: () => {
      const permits = people
        .flatMap(({ row, residence }) => {
          const expires = residence?.expires_on;
          if (!residence || !expires) return [];
          const days_left = daysBetween(TODAY, expires);
          if (Math.abs(days_left) > 60) return [];
          const nearness = nearnessOf(days_left);
          return [{ person: row, status: residence.status, what: "permit" as const, expires_on: expires, days_left, nearness }];
        })
        .sort((a, b) => a.days_left - b.days_left);
      const unseen = people
        .map(({ row }) => row)
        .filter((row) => daysBetween(row.last_seen, TODAY) > 180 && !["employed", "permanent"].includes(row.stage))
        .sort((a, b) => a.last_seen.localeCompare(b.last_seen));
      return {
        drafts: drafts.filter((one) => one.saved_at).map(summary),
        permits: permits.slice(0, 50),
        unseen: unseen.slice(0, 20),
        unseen_total: unseen.length,
        participants: people.length,
      };
    },
    codes: () => ({ countries: countries.map(([alpha3, alpha2]) => ({ alpha3, alpha2 })), residence_statuses, languages }),
    list_people: ({ query, order, offset, limit }) => {
      const wanted = query.trim().toLowerCase();
      const found = people
        .filter(({ names }) => !wanted || names.some(({ text }) => text.toLowerCase().includes(wanted)))
        .map(({ row }) => row);
      if (order === "name") found.sort((a, b) => (a.reading ?? a.name).localeCompare(b.reading ?? b.name, "ja"));
      if (order === "newest_contact") found.sort((a, b) => b.first_contact.localeCompare(a.first_contact));
      if (order === "longest_unseen") found.sort((a, b) => a.last_seen.localeCompare(b.last_seen));
      const rows = found.slice(offset, offset + limit);
      const why: FoundNote["why"] = /^[\x20-\x7e]*$/.test(wanted) ? ["part"] : ["other_script", "part"];
      return { total: found.length, rows, found: wanted ? rows.map((): FoundNote => ({ name: null, why })) : [] };
    },
    find_duplicates: (input) => duplicates(input),
    add_participant: ({ participant, not_a_duplicate }) => {
      check(participant);
      if (!not_a_duplicate && duplicates(participant).likely.length > 0) refuse("likely_duplicate");
      const person = fromInput(people.length + 1, participant, "first_contact");
      people.push(person);
      return view(person);
    },
    correct_participant: ({ id, participant }) => {
      check(participant);
      const person = find(id);
      const { languages, residence, birth } = participant;
      const { row, names } = fromInput(id, participant, person.row.stage);
      Object.assign(person, { names, languages, residence, birth: birth || null });
      person.row = { ...row, last_seen: person.row.last_seen };
      return view(person);
    },
    participant: ({ id }) => view(find(id)),
    record_consent: ({ participant, purpose, recipient, recipient_name, language, interpreter, how, on }) => {
      const person = find(participant);
      if (on > TODAY) refuse("date_in_future", "on");
      if (on < person.row.first_contact) refuse("before_first_contact", "on");
      const id = 1000 + person.consents.length;
      if (recipient === "named" && !recipient_name.trim()) refuse("empty", "recipient");
      const towards = { recipient: recipient ?? (purpose === "interview" ? ("own" as const) : ("any" as const)), recipient_name };
      const asked = { policy: 1, language, interpreter, how, recorded_by: "佐藤 みなと" };
      person.consents = [{ id, purpose, ...towards, ...asked, given_on: on, withdrawn_on: null }, ...person.consents];
      person.facts = [{ ...fact(person.row, "consent_given", id, on, null), title: purpose }, ...person.facts];
      return view(person);
    },
    withdraw_consent: ({ consent, participant, on }) => {
      const person = find(participant);
      person.consents = person.consents.map((one) => (one.id === consent ? { ...one, withdrawn_on: on } : one));
      const title = person.consents.find((one) => one.id === consent)?.purpose ?? null;
      person.facts = [{ ...fact(person.row, "consent_withdrawn", consent, on, null), title }, ...person.facts];
      return view(person);
    },
    figures: ({ year }) => figuresView(year ?? 2024, own, approval),
    explain_figure: ({ figure }) => ({
      figure: figureViews().find(({ id }) => id === figure) ?? refuse("unknown_figure"),
      records: people.slice(0, 12).flatMap(({ facts }) => facts.slice(0, 2)),
      erased: figure === "contacts_total" ? 2 : 0,
      elsewhere: figure === "contacts_total" ? 1 : 0,
      here: null,
    }),
    report: ({ year, language }) => reportView(year, organisation.name, own, language === "ja"),
    save_programme_year: ({ year, programme }) => {
      const at = own.findIndex((one) => one.programme === programme.programme);
      if (programme.expenses_yen < 0) refuse("out_of_range", "expenses_yen");
      own[at] = programme;
      approval = null;
      return figuresView(year, own, approval);
    },
    choose_extent: ({ year, of_organisation }) => {
      chooseExtent(year, of_organisation);
      return figuresView(year, own, approval);
    },
    approve_headlines: ({ year, approver }) => {
      if (!/^[a-z0-9_]+$/.test(approver)) refuse(approver ? "bad_characters" : "empty", "approver");
      approval = { approver, at: now(), small_counts: [{ figure: "made_permanent", value: 2 }] };
      return figuresView(year, own, approval);
    },
    export_report: () => (approval ? { saved: true } : refuse("approval_needed")),
  };
}

/** Puts the invented world in place of the program. */
export function installFake(start: FakeStart = fromAddress()): void {
  const work = new FakeWork();
  const handlers = fakeCommands(start, work);
  const slow: Partial<Record<string, number>> = {
    unlock: start.slowly ?? 900,
    create_vault: 900,
    open_sample: 1200,
    set_passphrase: 900,
    change_passphrase: 1800,
    make_backup: start.slowly ?? 900,
    look_at_backup: start.slowly ?? 900,
    restore_backup: start.slowly ?? 900,
    preview_release: start.slowly ?? 15,
    publish_release: start.slowly ?? 15,
  };
  mockIPC(
    async (name, payload) => {
      const handler = Object.entries(handlers).find(([command]) => command === name)?.[1];
      if (!handler) refuse("bad_request");
      const takes = slow[name] ?? 15;
      const job = jobs[name];
      if (job) work.begin(job, takes);
      await new Promise((done) => setTimeout(done, takes));
      const request = payload && "request" in payload ? payload.request : null;
      return structuredClone((handler as (request: unknown) => unknown)(structuredClone(request)));
    },
    { shouldMockEvents: true },
  );
}

const jobs: Partial<Record<string, JobKind>> = {
  unlock: "unlock",
  make_backup: "backup",
  look_at_backup: "restore",
  restore_backup: "restore",
  preview_release: "release",
  publish_release: "release",
};

function fromAddress(): FakeStart {
  const query = new URLSearchParams(window.location.search);
  return {
    stage: (query.get("stage") ?? "open") as SessionStage,
    language: query.get("lang") === "en" ? "en" : "ja",
    people: Number(query.get("people") ?? 12),
    sample: query.has("sample"),
    clockBehind: query.has("clock"),
    sealed: query.has("sealed"),
    escrow: query.has("escrow"),
    quickErase: query.has("quick_erase"),
    interrupted: query.has("interrupted"),
    backupDays: query.has("backup") ? (query.get("backup") === "none" ? null : Number(query.get("backup"))) : 2,
    rescue: (query.get("rescue") ?? "rolled_back") as RescueReason,
    holders: Number(query.get("holders") ?? 1),
    ...(query.has("roles") ? { roles: (query.get("roles") ?? "").split(",") as Role[] } : {}),
    ...(query.has("slowly") ? { slowly: Number(query.get("slowly")) } : {}),
    ...(query.has("error") ? { unlockError: query.get("error") as ErrorCode } : {}),
  };
}

function refuse(code: ErrorCode, field: string | null = null): never {
  throw { code, field } satisfies CommandError;
}

function shuffled(words: string): string {
  return words
    .split("-")
    .map((word) => ({ word, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word)
    .join("-");
}

const countries: [string, string][] = [
  ["AFG", "AF"], ["BGD", "BD"], ["BDI", "BI"], ["CMR", "CM"], ["CHN", "CN"], ["COD", "CD"], ["ERI", "ER"],
  ["ETH", "ET"], ["GIN", "GN"], ["IRN", "IR"], ["IRQ", "IQ"], ["LBN", "LB"], ["LKA", "LK"], ["MMR", "MM"],
  ["NPL", "NP"], ["NGA", "NG"], ["PAK", "PK"], ["PSE", "PS"], ["RUS", "RU"], ["SOM", "SO"], ["SDN", "SD"],
  ["SSD", "SS"], ["SYR", "SY"], ["TUN", "TN"], ["TUR", "TR"], ["UGA", "UG"], ["UKR", "UA"], ["VEN", "VE"],
  ["VNM", "VN"], ["YEM", "YE"], ["XXA", ""], ["XXX", ""],
];
const residence_statuses = [
  "designated_applying", "provisional_release", "provisional_stay", "short_stay", "complementary_protection",
  "recognised_refugee", "designated_humanitarian", "spouse", "student", "engineer_humanities", "specified_skilled",
  "permanent_resident", "long_term_resident", "other", "none",
];
const languages = [
  "ja", "en", "fr", "ar", "fa", "ps", "uk", "ru", "my", "tr", "ku", "am", "ti", "so", "sw", "ln", "ne", "ur", "bn",
  "si", "ta", "vi", "zh", "es", "pt", "bo", "lg",
];
