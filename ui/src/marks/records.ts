import type {
  ContactRecord,
  HouseholdRecord,
  JobRecord,
  LanguageRecord,
  NoteRecord,
  ResidenceRecord,
  SchoolingRecord,
  SkillRecord,
} from "$api/generated/contract";
import { formatBirth, formatDay, languageName } from "$format";
import { t } from "$i18n";
import { codes } from "../codes.svelte";

/** A record in words: what it is, and what else is known of it. */
export interface Lines {
  title: string;
  details: string[];
}

function lines(title: string, details: (string | false | null | undefined)[]): Lines {
  return { title, details: details.filter((detail): detail is string => Boolean(detail)) };
}

function stretch(from: string, until: string): string {
  const [start, end] = [from && formatBirth(from), until && formatBirth(until)];
  return start || end ? t.profile.to(start, end) : "";
}

export function contactLines(record: ContactRecord): Lines {
  const preferred = record.preferred && t.profile.contact.preferred;
  return lines(record.value, [codes.word("contact_kind", record.kind), preferred, record.care]);
}

export function residenceLines(record: ResidenceRecord): Lines {
  const words = t.profile.residence;
  const from = record.from && formatDay(record.from);
  const ends = record.ends_on ? formatDay(record.ends_on) : words.noEnd;
  const period = from ? t.profile.to(from, ends) : record.ends_on ? words.ends(ends) : words.noEnd;
  const work = record.work_ends_on && words.workEnds(formatDay(record.work_ends_on));
  return lines(codes.status(record.status), [
    period,
    t.common.list([t.people.work[record.work], work].filter((part): part is string => Boolean(part))),
    record.work_limits,
    record.designation,
    record.evidence !== null && words.evidenceSeen,
  ]);
}

/** A status of residence as others need it: without the words of the designation paper, which may tell why. */
export function residenceForOthers(record: ResidenceRecord): Lines {
  return residenceLines({ ...record, from: "", designation: "", evidence: null });
}

export function languageLines(record: LanguageRecord, reference: string | null): Lines {
  const words = t.profile.language;
  const test = [
    record.jlpt_level && `JLPT ${record.jlpt_level}`,
    record.jlpt_score !== null && words.points(record.jlpt_score),
    record.jlpt_level && (record.jlpt_passed ? words.passedTold : words.failedTold),
    record.jlpt_taken_on && formatBirth(record.jlpt_taken_on),
  ].filter((part): part is string => Boolean(part));
  const skills = (
    [
      [words.listening, record.listening],
      [words.reading, record.reading],
      [words.interaction, record.spoken_interaction],
      [words.production, record.spoken_production],
      [words.writing, record.writing],
    ] as const
  ).flatMap(([skill, level]) => (level ? [`${skill} ${level}`] : []));
  return lines(codes.word("language", record.language) || languageName(record.language), [
    t.common.list(test),
    reference && words.reference(reference),
    skills.length > 0 && `CEFR: ${t.common.list(skills)}`,
    record.note,
    record.self_rated && words.selfRatedTold(t.profile.selfRated[record.self_rated]),
  ]);
}

export function schoolingLines(record: SchoolingRecord): Lines {
  const level = record.level && codes.word("isced_level", record.level);
  return lines(record.institution || level || record.subject, [
    record.institution && level,
    record.field && codes.word("isced_field", record.field),
    record.subject,
    record.country && codes.nationality(record.country),
    stretch(record.from, record.until),
    t.profile.states[record.state],
  ]);
}

export function jobLines(record: JobRecord): Lines {
  const occupation = record.occupation && codes.word("occupation", record.occupation);
  const until = record.ongoing ? t.profile.job.now : record.until && formatBirth(record.until);
  const time = record.from || until ? t.profile.to(record.from && formatBirth(record.from), until || "") : "";
  return lines(record.title || occupation, [
    record.title && occupation,
    record.employer,
    record.country && codes.nationality(record.country),
    time,
    record.tasks,
  ]);
}

export function skillLines(record: SkillRecord): Lines {
  return lines(record.name, [
    codes.word("skill_kind", record.kind),
    record.since && t.profile.since(formatBirth(record.since)),
    record.in_japan && t.profile.skill.inJapan,
  ]);
}

/** The first line of a remark is what it is; the others follow. */
export function noteLines(record: NoteRecord): Lines {
  const [first = "", ...rest] = record.text.split("\n");
  return lines(first, [rest.join("\n")]);
}

export function householdLines(record: HouseholdRecord, name: string | null): Lines {
  const relation = codes.word("household_relation", record.relation);
  const called = name ?? record.name;
  return lines(called || relation, [
    called && relation,
    record.birth && formatBirth(record.birth),
    t.profile.lives[record.lives],
    record.dependant && t.profile.household.dependant,
  ]);
}
