import type { JournalLine } from "$api/generated/contract";
import { isRealDate } from "$controls/dates";
import { formatDay, languageName } from "$format";
import { t } from "$i18n";
import { codes } from "../../codes.svelte";

/** What was done; a code of a later version is shown as it is. */
export function verbWord(verb: string): string {
  return t.journal.verbs[verb] ?? verb;
}

/** The kind of the record. */
export function subjectWord(subject: string): string {
  return t.journal.subjects[subject] ?? subject;
}

// The verb says already what it was done to.
const complete = new Set([
  "open_document",
  "unlock",
  "lock",
  "backup",
  "restore_backup",
  "seal",
  "add_member",
  "change_member",
  "end_member",
  "keys",
  "accept_state",
]);

/** What it was done to, with its number where that says more than the participant does. */
export function aboutWord({ verb, subject, id }: Pick<JournalLine, "verb" | "subject" | "id">): string {
  const number = id === null || subject === "participant" ? [] : [t.journal.number(id)];
  return [...(complete.has(verb) ? [] : [subjectWord(subject)]), ...number].join(" ");
}

const values: Record<string, (value: string) => string | undefined> = {
  purpose: (value) => lookUp(t.people.purposes, value),
  how: (value) => lookUp(t.people.hows, value),
  work: (value) => lookUp(t.people.work, value),
  kind: (value) => lookUp(t.people.nameKinds, value),
  status: (value) => codes.status(value),
  nationality: (value) => codes.nationality(value),
  language: languageName,
  languages: (value) => t.common.list(value.split(/[\s,]+/).map(languageName)),
};

/** What stands in a field, in words where it is a code or a day. */
export function valueWord(field: string, value: string): string {
  if (isRealDate(value, "day")) return formatDay(value);
  const last = field.split(".").filter((part) => !/^\d+$/.test(part)).at(-1) ?? "";
  return values[last]?.(value) ?? value;
}

function lookUp(words: Record<string, string>, value: string): string | undefined {
  return words[value];
}

/** The name of a field such as `names.0.text`, as far as its parts have words. */
export function fieldWord(field: string): string {
  const parts = field.split(".").map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : (t.journal.fields[part] ?? part)));
  return parts.join(" · ");
}
