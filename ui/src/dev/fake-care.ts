import type { Commands } from "../api/generated/commands";
import type {
  ChangedField,
  CommandError,
  CountLine,
  DocumentView,
  ErrorCode,
  JournalLine,
  RetentionPurpose,
  ReviewRow,
  ReviewView,
} from "../api/generated/contract";
import { addDays, inventPeople, TODAY, type FakePerson } from "./fake-people";

type CareCommand =
  | "journal"
  | "journal_entry"
  | "note_printed"
  | "documents"
  | "choose_document"
  | "attach_document"
  | "document_preview"
  | "save_document"
  | "remove_document"
  | "erasure_preview"
  | "erase_participant"
  | "review"
  | "save_retention"
  | "keep_participant"
  | "remove_hold"
  | "confirm_date";

type CareHandlers = { [N in CareCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };
type Kept = DocumentView & { participant: number; data?: string };

const staff = [
  { id: 1, name: "佐藤 みどり" },
  { id: 2, name: "Elena Marchetti" },
  { id: 3, name: "高橋 誠" },
];

const text = "職務経歴\n\n2018年4月–2021年3月 物流会社 倉庫管理\n2021年5月–2024年2月 通訳の手伝い(アラビア語・日本語)\n\n得意なこと: 在庫の管理、段取り、人に教えること";

/** Answers the commands about the journal, documents and erasure from memory. */
export function careCommands(people: readonly FakePerson[] = inventPeople(12)): CareHandlers {
  const documents: Kept[] = inventDocuments();
  const entries: JournalLine[] = inventEntries(people);
  const erased = new Set<number>();
  const kept = new Set<number>();
  let rules: ReviewView["rules"] = [
    { purpose: "support", months: 60 },
    { purpose: "placement_ledger", months: 24 },
    { purpose: "drafts", months: 6 },
  ];
  let holds: ReviewView["holds"] = [
    { id: 1, until: addDays(TODAY, -12), over: true },
    { id: 2, until: addDays(TODAY, 400), over: false },
  ];

  const of = (participant: number) => ({
    chosen: true,
    documents: documents.filter((one) => one.participant === participant).map(shownDocument),
  });
  const one = (id: number) => documents.find((document) => document.id === id) ?? refuse("not_found");
  const place = (participant: number, name: string, kind: string, data: string) => {
    const id = Math.max(0, ...documents.map((document) => document.id)) + 1;
    const shown_here = /^(image\/(png|jpeg|webp|gif)|text\/)/.test(kind);
    const bytes = Math.floor((data.length * 3) / 4);
    documents.unshift({ id, participant, name, kind, bytes, data, added_on: TODAY, added_by: "佐藤 みどり", shown_here });
    return of(participant);
  };
  const held = (participant: number) => {
    const placed = people[participant - 1]?.row.stage;
    return placed === "employed" || placed === "permanent" ? { placements: 2, until: addDays(TODAY, 500) } : null;
  };
  const asked = new URLSearchParams(window.location.search);
  let doubtful = asked.has("doubtful");
  const review = (): ReviewView => ({
    rules,
    due: doubtful ? [] : inventDue(people).filter(({ person }) => !erased.has(person.id) && !kept.has(person.id)),
    holds,
    clock_doubtful: doubtful,
  });

  return {
    journal: ({ participant, member, verb, from, to, before, limit }) => {
      const name = staff.find(({ id }) => id === member)?.name;
      const found = entries.filter(
        (entry) =>
          (participant === null || entry.participant === participant) &&
          (member === null || entry.member === name) &&
          (verb === null || entry.verb === verb) &&
          (from === null || entry.at.slice(0, 10) >= from) &&
          (to === null || entry.at.slice(0, 10) <= to) &&
          (before === null || entry.n < before),
      );
      const verbs = [...new Set(entries.map((entry) => entry.verb))];
      return { entries: found.slice(0, limit), more: found.length > limit, total: entries.length, verbs, members: staff };
    },
    journal_entry: ({ n }) => ({ fields: inventFields(entries.find((entry) => entry.n === n)) }),
    note_printed: () => null,
    documents: ({ participant }) => of(participant),
    choose_document: ({ participant }) => place(participant, "修了証_キャリア研修.pdf", "application/pdf", "A".repeat(412_000)),
    attach_document: ({ participant, name, data }) => {
      if (data === "") refuse("empty", "data");
      return place(participant, name, kindOf(name), data);
    },
    document_preview: ({ document }) => {
      const { name, kind, data } = one(document);
      if (kind.startsWith("text/")) return { name, picture: null, text, width: 0, height: 0 };
      if (!kind.startsWith("image/")) refuse("no_preview");
      if (data) return { name, picture: `data:${kind};base64,${data}`, text: null, width: 800, height: 600 };
      return { name, picture: drawing(), text: null, width: 1200, height: 760 };
    },
    save_document: ({ document }) => ({ saved: one(document).id > 0 }),
    remove_document: ({ document }) => {
      const gone = one(document);
      documents.splice(documents.indexOf(gone), 1);
      return of(gone.participant);
    },
    erasure_preview: ({ id }) => ({
      goes: inventCounts(people[id - 1], of(id).documents.length),
      held: held(id),
      years: [2024, 2025],
      last_backup: `${addDays(TODAY, -9)}T17:20:00+09:00`,
    }),
    erase_participant: ({ participant, current }) => {
      if (current.length < 4) refuse("wrong_secret", "current");
      erased.add(participant);
      return { gone: inventCounts(people[participant - 1], of(participant).documents.length), held: held(participant), cleaned: !asked.has("uncleaned") };
    },
    review,
    save_retention: (request) => {
      rules = request.rules;
      return review();
    },
    keep_participant: ({ participant, reason }) => {
      if (!reason.trim()) refuse("empty", "reason");
      kept.add(participant);
      return review();
    },
    remove_hold: ({ hold }) => {
      holds = holds.filter(({ id }) => id !== hold);
      return review();
    },
    confirm_date: ({ today }) => {
      if (today !== TODAY) refuse("out_of_range", "today");
      doubtful = false;
      return review();
    },
  };
}

function refuse(code: ErrorCode, field: string | null = null): never {
  throw { code, field } satisfies CommandError;
}

function shownDocument({ id, name, kind, bytes, added_on, added_by, shown_here }: Kept): DocumentView {
  return { id, name, kind, bytes, added_on, added_by, shown_here };
}

function kindOf(name: string): string {
  const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
  const kinds: Record<string, string> = {
    png: "image/png",
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    pdf: "application/pdf",
    txt: "text/plain",
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  };
  return kinds[ending] ?? "application/octet-stream";
}

function inventDocuments(): Kept[] {
  const who = ["佐藤 みどり", "Elena Marchetti", null] as const;
  const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  const made: [name: string, kind: string, bytes: number, days: number, shown: boolean][] = [
    ["在留カード 表.jpg", "image/jpeg", 2_841_220, 3, true],
    ["السيرة الذاتية.pdf", "application/pdf", 184_332, 20, false],
    ["職務経歴.txt", "text/plain", 4_120, 41, true],
    ["紹介状.docx", word, 39_870, 200, false],
  ];
  return made.map(([name, kind, bytes, days, shown_here], index) => ({
    id: index + 1,
    participant: 1,
    name,
    kind,
    bytes,
    added_on: addDays(TODAY, -days),
    added_by: who[index % 3] ?? null,
    shown_here,
  }));
}

// A picture of a card that belongs to nobody.
function drawing(): string {
  const card =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="760"><rect width="1200" height="760" rx="36" fill="#dfe9e4"/><rect x="60" y="150" width="270" height="350" fill="#a9bdb4"/><g fill="#5c6f67"><rect x="390" y="170" width="640" height="34"/><rect x="390" y="250" width="420" height="34"/><rect x="390" y="330" width="560" height="34"/><rect x="390" y="410" width="300" height="34"/><rect x="60" y="60" width="380" height="44"/></g></svg>';
  return `data:image/svg+xml;base64,${btoa(card)}`;
}

const acts: [verb: string, subject: string, personal: boolean, content: boolean][] = [
  ["unlock", "vault", false, false],
  ["read", "participant", true, false],
  ["correct", "participant", true, true],
  ["read", "document", true, false],
  ["finish", "interview", true, false],
  ["add", "document", true, true],
  ["export", "report", false, false],
  ["make", "backup", false, false],
  ["print", "participant", true, false],
  ["set", "retention", false, true],
  ["trial_hire", "recommendation", true, false],
  ["lock", "vault", false, false],
  ["interrupted", "vault", false, false],
  ["bind", "device", false, false],
  ["erase", "erasure_asked", true, false],
  ["merge", "enrolment", true, false],
];

function inventEntries(people: readonly FakePerson[]): JournalLine[] {
  const total = 260;
  return Array.from({ length: total }, (_, index) => {
    const n = total - index;
    const [verb, subject, personal, has_content] = acts[(n * 7) % acts.length] ?? ["lock", "vault", false, false];
    const person = people[n % Math.max(1, Math.min(people.length, 7))];
    const minute = String((n * 13) % 60).padStart(2, "0");
    const hour = String(18 - (index % 9)).padStart(2, "0");
    return {
      n,
      at: `${addDays(TODAY, -Math.floor(index / 9))}T${hour}:${minute}:21+09:00`,
      member: verb === "interrupted" ? null : (staff[n % 3]?.name ?? null),
      verb,
      subject,
      id: ["vault", "backup", "retention", "device"].includes(subject) ? null : subject === "report" ? 2024 : n,
      participant: personal ? (person?.row.id ?? null) : null,
      participant_name: personal && verb !== "erase" && n % 17 !== 0 ? (person?.row.name ?? null) : null,
      has_content: has_content && n % 17 !== 0,
    };
  });
}

function inventFields(entry: JournalLine | undefined): ChangedField[] {
  if (entry?.verb === "correct") {
    return [
      { field: "names.0", before: "Preferred · アマール", after: "Preferred · アマル" },
      { field: "residence", before: "refugee · 2026-06-09 · Permitted", after: "refugee · 2026-12-09 · Permitted" },
      { field: "languages", before: "ar", after: "ar · en" },
      { field: "colour", before: null, after: "x" },
    ];
  }
  if (entry?.verb === "set") return [{ field: "retention_support", before: "60", after: "36" }];
  return [
    { field: "name", before: null, after: "在留カード 表.jpg" },
    { field: "kind", before: null, after: "image/jpeg" },
    { field: "bytes", before: null, after: "2841220" },
  ];
}

function inventCounts(person: FakePerson | undefined, documents: number): CountLine[] {
  return [
    { what: "names", count: person?.names.length ?? 0 },
    { what: "consents", count: person?.consents.length ?? 0 },
    { what: "interviews", count: person?.facts.filter(({ kind }) => kind === "interview").length ?? 0 },
    { what: "answers", count: 14 },
    { what: "drafts", count: 0 },
    { what: "enrolments", count: person?.facts.filter(({ kind }) => kind === "enrolled").length ?? 0 },
    { what: "recommendations", count: 2 },
    { what: "documents", count: documents },
    { what: "journal_entries", count: 31 },
  ];
}

function inventDue(people: readonly FakePerson[]): ReviewRow[] {
  const due: [at: number, purpose: RetentionPurpose, since: number, held: number | null][] = [
    [7, "support", -190, 320],
    [10, "support", -61, null],
    [1, "drafts", -20, null],
  ];
  return due.flatMap(([at, purpose, since, held]) => {
    const person = people[at]?.row;
    if (!person) return [];
    return [{ person, purpose, since: addDays(TODAY, since), held_until: held === null ? null : addDays(TODAY, held) }];
  });
}
