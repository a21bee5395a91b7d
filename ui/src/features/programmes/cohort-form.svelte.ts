import { call } from "$api/call";
import type { CohortInput, CohortRow, CohortView } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

/** A cohort while it is written down or changed. */
export class CohortForm {
  course = $state("");
  name = $state("");
  startsOn = $state("");
  endsOn = $state("");
  capacity = $state("");
  place = $state("");
  partner = $state("");
  term = $state("");
  weekly = $state("");
  withSessions = $state(true);
  readonly sending = new Sending();
  readonly id: number | null;
  /** The first day as it stands on record. */
  readonly before: string;

  private constructor(id: number | null, before: string) {
    this.id = id;
    this.before = before;
  }

  static blank(course: string, today: string): CohortForm {
    const form = new CohortForm(null, "");
    form.course = course;
    form.startsOn = today;
    return form;
  }

  static of({ id, cohort }: CohortRow): CohortForm {
    const form = new CohortForm(id, cohort.starts_on);
    const { course, name, place, partner, term } = cohort;
    Object.assign(form, { course, name, place, partner, term, startsOn: cohort.starts_on, endsOn: cohort.ends_on });
    form.capacity = cohort.capacity === null ? "" : String(cohort.capacity);
    form.weekly = cohort.weekly_minutes === null ? "" : String(cohort.weekly_minutes);
    return form;
  }

  readonly capacityNumber: number | null | undefined = $derived(readCount(this.capacity));
  readonly weeklyNumber: number | null | undefined = $derived(readCount(this.weekly));

  /** Saves; null when something is wrong with it. */
  async save(): Promise<CohortView | null> {
    const { capacityNumber, weeklyNumber, id } = this;
    if (capacityNumber === undefined || weeklyNumber === undefined) return null;
    const { course, name, place, partner, term, startsOn: starts_on, endsOn: ends_on } = this;
    const cohort: CohortInput = { course, name, starts_on, ends_on, capacity: capacityNumber, place, partner, weekly_minutes: weeklyNumber, term };
    return this.sending.run(() =>
      id === null ? call("open_cohort", { cohort, with_sessions: this.withSessions }) : call("correct_cohort", { cohort: id, right: cohort }),
    );
  }
}

/** Reads a whole number from 1, full-width digits included: null when nothing is typed, undefined when it is none. */
export function readCount(typed: string, least = 1): number | null | undefined {
  const plain = typed.normalize("NFKC").trim();
  if (plain === "") return null;
  if (!/^\d{1,6}$/.test(plain)) return undefined;
  const number = Number(plain);
  return number >= least ? number : undefined;
}
