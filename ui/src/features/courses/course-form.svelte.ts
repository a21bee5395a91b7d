import { call } from "$api/call";
import type { CourseInput, CourseKind, CoursesView, PlanSubject, PlanTemplateStep, PlanWho } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

/** Reads a whole number within bounds, full-width digits included; null when it is none. */
export function readWhole(typed: string, least: number, most: number): number | null {
  const plain = typed.normalize("NFKC").trim().replace(/^[−–ー]/, "-");
  if (!/^-?\d{1,5}$/.test(plain)) return null;
  const number = Number(plain);
  return number >= least && number <= most ? number : null;
}

/** A course while it is set up. */
export class CourseForm {
  code = $state("");
  programme = $state("");
  kind: CourseKind = $state("training");
  nameJa = $state("");
  nameEn = $state("");
  months = $state("0");
  every = $state("0");
  startsAt = $state("");
  minutes = $state("120");
  retired = $state(false);
  readonly isNew: boolean;
  readonly sending = new Sending();

  private constructor(isNew: boolean) {
    this.isNew = isNew;
  }

  static blank(programme: string): CourseForm {
    const form = new CourseForm(true);
    form.programme = programme;
    return form;
  }

  static of(course: CourseInput): CourseForm {
    const form = new CourseForm(false);
    const { code, programme, kind, retired } = course;
    Object.assign(form, { code, programme, kind, retired, nameJa: course.name_ja, nameEn: course.name_en });
    Object.assign(form, { months: String(course.months), every: String(course.session_every_days) });
    Object.assign(form, { startsAt: course.session_starts_at, minutes: String(course.session_minutes) });
    return form;
  }

  readonly numbers: { months: number | null; every: number | null; minutes: number | null } = $derived({
    months: readWhole(this.months, 0, 120),
    every: readWhole(this.every, 0, 366),
    minutes: readWhole(this.minutes, 1, 1440),
  });

  async save(): Promise<CoursesView | null> {
    const { months, every, minutes } = this.numbers;
    if (months === null || every === null || minutes === null) return null;
    const { code, programme, kind, nameJa: name_ja, nameEn: name_en, retired, startsAt } = this;
    const course: CourseInput = {
      code: code.trim(),
      programme,
      kind,
      name_ja,
      name_en,
      months,
      session_every_days: every,
      session_starts_at: startsAt.trim(),
      session_minutes: minutes,
      retired,
    };
    return this.sending.run(() => call("save_course", { course, new: this.isNew }));
  }
}

/** A step of a standard plan while it is edited; the key stays when rows before it go. */
export interface StepLine {
  key: number;
  id: number | null;
  subject: PlanSubject;
  offset: string;
  titleJa: string;
  titleEn: string;
  who: PlanWho;
  every: string;
  times: string;
}

/** The standard plan of a course while it is edited. */
export class PlanForm {
  lines: StepLine[] = $state([]);
  readonly course: string;
  readonly sending = new Sending();
  readonly #subject: PlanSubject;
  #nextKey = 1;

  /** `subject` is what a new step is laid out for. */
  constructor(course: string, subject: PlanSubject, steps: readonly PlanTemplateStep[]) {
    this.course = course;
    this.#subject = subject;
    for (const step of steps) this.#add(step);
  }

  add(): void {
    const last = this.lines.at(-1);
    this.#add({
      id: null,
      subject: last?.subject ?? this.#subject,
      offset_days: readWhole(last?.offset ?? "0", -3660, 3660) ?? 0,
      title_ja: "",
      title_en: "",
      who: last?.who ?? "caseworker",
      repeat_every_days: 0,
      times: 1,
    });
  }

  remove(key: number): void {
    this.lines = this.lines.filter((line) => line.key !== key);
  }

  /** The lines whose numbers cannot be read. */
  wrong({ offset, every, times }: StepLine): { offset: boolean; every: boolean; times: boolean } {
    const repeats = readWhole(every, 0, 366);
    const often = readWhole(times, 1, 100);
    return { offset: readWhole(offset, -3660, 3660) === null, every: repeats === null || (often !== null && often > 1 && repeats === 0), times: often === null };
  }

  async save(): Promise<boolean> {
    if (this.lines.some((line) => Object.values(this.wrong(line)).includes(true))) return false;
    const steps = this.lines.map(
      ({ id, subject, offset, titleJa, titleEn, who, every, times }): PlanTemplateStep => ({
        id,
        subject,
        offset_days: readWhole(offset, -3660, 3660) ?? 0,
        title_ja: titleJa,
        title_en: titleEn,
        who,
        repeat_every_days: readWhole(every, 0, 366) ?? 0,
        times: readWhole(times, 1, 100) ?? 1,
      }),
    );
    return (await this.sending.run(() => call("save_plan_template", { course: this.course, steps }))) !== null;
  }

  #add({ id, subject, offset_days, title_ja, title_en, who, repeat_every_days, times }: PlanTemplateStep): void {
    this.lines.push({
      key: this.#nextKey++,
      id,
      subject,
      offset: String(offset_days),
      titleJa: title_ja,
      titleEn: title_en,
      who,
      every: String(repeat_every_days),
      times: String(times),
    });
  }
}
