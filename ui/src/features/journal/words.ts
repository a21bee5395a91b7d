import type { JournalLine } from "$api/generated/contract";
import { isRealDate } from "$controls/dates";
import { formatBytes, formatDay, formatFiscalYear, languageName } from "$format";
import { t } from "$i18n";
import { codes } from "../../codes.svelte";

/** What was done; a code of a later version is shown as it is. */
export function verbWord(verb: string): string {
  return lookUp(t.journal.verbs, verb) ?? verb;
}

/** The kind of the record. */
export function subjectWord(subject: string): string {
  return lookUp(t.journal.subjects, subject) ?? subject;
}

// The verb says already what it was done to.
const complete = new Set([
  "accept_state",
  "bind",
  "interrupted",
  "lock",
  "seal",
  "unbind",
  "unlock",
  "unlock_by_office_keys",
  "unlock_by_recovery",
]);
// Their number is a fiscal year.
const yearly = new Set(["headlines", "programme_year", "report", "table_catalogue"]);
// The participant beside it says more than the number.
const ofSomebody = new Set(["participant", "erasure_asked", "erasure_mistake", "erasure_retention"]);

/** What it was done to, with its number where that says more than the participant does. */
export function aboutWord({ verb, subject, id }: Pick<JournalLine, "verb" | "subject" | "id">): string {
  return [...(complete.has(verb) ? [] : [subjectWord(subject)]), ...numberOf(subject, id)].join(" ");
}

function numberOf(subject: string, id: number | null): string[] {
  if (id === null || ofSomebody.has(subject)) return [];
  return [yearly.has(subject) ? formatFiscalYear(id) : t.journal.number(id)];
}

// The program puts this between the parts of a list.
const BETWEEN = " · ";

const kept = (value: string): string => {
  const months = Number(value);
  const { years, months: inMonths } = t.erasure.review;
  return months >= 12 && months % 12 === 0 ? years(months / 12) : inMonths(months);
};

const values: Record<string, (value: string) => string | undefined> = {
  bytes: (value) => formatBytes(Number(value)),
  kind: (value) => lookUp(t.documents.kinds, value),
  languages: (value) => t.common.list(value.split(BETWEEN).map(languageName)),
  names: nameOfAKind,
  nationality: (value) => codes.nationality(value),
  residence: (value) => value.split(BETWEEN).map(partOfAPermit).join(BETWEEN),
  retention_drafts: kept,
  retention_placement_ledger: kept,
  retention_support: kept,
};

/** What stands in a field, in words where it is a code or a day. */
export function valueWord(field: string, value: string): string {
  if (isRealDate(value, "day")) return formatDay(value);
  const [first = ""] = field.split(".");
  return values[first]?.(value) ?? value;
}

// "OwnScript · عمل": the kind of the name, then the name, which may hold anything.
function nameOfAKind(value: string): string | undefined {
  const at = value.indexOf(BETWEEN);
  const kind = at < 0 ? undefined : lookUp(t.people.nameKinds, snake(value.slice(0, at)));
  return kind && `${kind}${BETWEEN}${value.slice(at + BETWEEN.length)}`;
}

// The status, the day on which it ends if there is one, and the permission to work.
function partOfAPermit(part: string, at: number): string {
  if (isRealDate(part, "day")) return formatDay(part);
  return at === 0 ? codes.status(part) : (lookUp(t.people.work, snake(part)) ?? part);
}

const snake = (word: string): string => word.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();

function lookUp(words: Record<string, string>, value: string): string | undefined {
  return Object.hasOwn(words, value) ? words[value] : undefined;
}

/** The name of a field such as `names.0`, as far as its parts have words. */
export function fieldWord(field: string): string {
  const parts = field
    .split(".")
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : (lookUp(t.journal.fields, part) ?? part)));
  return parts.join(BETWEEN);
}
