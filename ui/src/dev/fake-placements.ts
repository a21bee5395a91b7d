import type { Commands } from "../api/generated/commands";
import type { CommandError, ErrorCode, PersonRow, PlacementRow, PlacementStep, PlacementView, PlacementWarningView, StepView } from "../api/generated/contract";
import { addDays, daysBetween, TODAY } from "./fake-people";

type Name =
  | "placement_board" | "placements_of" | "placement" | "recommendation_warnings" | "recommend" | "correct_recommendation" | "remove_recommendation"
  | "step_warnings" | "take_step" | "take_step_back" | "answer_retention" | "remove_retention";
type Handlers = { [N in Name]: (request: Commands[N]["request"]) => Commands[N]["view"] };

const ORDER: PlacementStep[] = ["company_interview", "offer", "trial_hire", "employed", "permanent", "placement_ended"];

/** The placements of the invented world. */
export class FakePlacements {
  rows: (PlacementRow & { inside: string })[] = [];
  last = 0;
  #company: (id: number) => string = () => "";
  #opening: (id: number) => string = () => "";
  readonly #person: (id: number) => PersonRow;

  constructor(count: number, person: (id: number) => PersonRow) {
    this.#person = person;
    const reached: PlacementStep[][] = [[], ["company_interview"], ["company_interview", "offer"], ["company_interview", "trial_hire"], ["company_interview", "trial_hire", "employed"]];
    for (let index = 0; index < Math.min(count, 8); index++) {
      const row = this.add(index + 1, (index % 4) + 1, null, addDays(TODAY, -60 - index * 12));
      for (const step of reached[index % 5] ?? []) row.steps.push(stepOf(step, addDays(row.recommended_on, 9 * (row.steps.length + 1))));
      if (index === 5) row.steps.push({ ...stepOf("placement_ended", addDays(TODAY, -9)), reason: "language_level", side: "company" });
    }
  }

  named(company: (id: number) => string, opening: (id: number) => string): void {
    this.#company = company;
    this.#opening = opening;
  }

  add(person: number, company: number, opening: number | null, on: string): PlacementRow & { inside: string } {
    const row = {
      id: ++this.last, person: this.#person(person), company, company_name: "", opening, opening_title: null, recommended_on: on, starts_on: null, share_note: "", inside: "",
      despite: [], despite_reason: "", steps: [], last_active: null, ended_on: null, retention: [], due_checks: [], days_in_stage: 0,
    };
    this.rows.unshift(row);
    return row;
  }

  one(id: number): PlacementRow & { inside: string } {
    return this.rows.find((row) => row.id === id) ?? refuse("not_found");
  }

  shown(row: PlacementRow): PlacementRow {
    const active = row.steps.filter(({ step }) => step !== "placement_ended");
    const hired = row.steps.find(({ step }) => step === "employed" || step === "permanent")?.on;
    const due = hired ? [1, 6, 12].map((months) => ({ months, on: addDays(hired, months * 30) })) : [];
    const last = active.at(-1);
    return {
      ...row,
      company_name: this.#company(row.company),
      opening_title: row.opening === null ? null : this.#opening(row.opening),
      last_active: last?.step ?? null,
      ended_on: row.steps.find(({ step }) => step === "placement_ended")?.on ?? null,
      due_checks: due.filter(({ months, on }) => on <= TODAY && !row.retention.some((one) => one.months === months)),
      days_in_stage: daysBetween(last?.on ?? row.recommended_on, TODAY),
    };
  }

  all(): PlacementRow[] {
    return this.rows.map((row) => this.shown(row));
  }

  view(id: number): PlacementView {
    const row = this.one(id);
    return { row: this.shown(row), inside_note: row.inside };
  }
}

const stepOf = (step: PlacementStep, on: string): StepView => ({ step, on, reason: "", side: null, planned_end: null, term: "", note: "", despite: [], despite_reason: "" });

/** The rule of the program in short. */
function warningsOf(person: PersonRow): PlacementWarningView[] {
  const warning = person.work[0]?.warning;
  return warning ? [{ code: warning, on: null, placement: null, needs_reason: warning === "no_permission" }] : [];
}

/** Answers the commands of this area from memory. */
export function placementsCommands(placements: FakePlacements, person: (id: number) => PersonRow): Handlers {
  const check = (warnings: PlacementWarningView[], reason: string) =>
    warnings.some((warning) => warning.needs_reason) && reason.trim() === "" ? refuse("empty", "despite_reason") : undefined;

  return {
    placement_board: () => ({ rows: placements.all() }),
    placements_of: ({ id }) => ({ rows: placements.all().filter((row) => row.person.id === id) }),
    placement: ({ id }) => placements.view(id),
    recommendation_warnings: ({ participant }) => ({ warnings: warningsOf(person(participant)) }),
    recommend: ({ participant, company, opening, on, starts_on, share_note, inside_note, despite_reason }) => {
      const doubled = placements.all().some((row) => row.person.id === participant && row.company === company && !row.ended_on && (row.opening === opening || row.opening === null || opening === null));
      if (doubled) return refuse("already_there", "company");
      check(warningsOf(person(participant)), despite_reason);
      const row = placements.add(participant, company, opening, on);
      Object.assign(row, { starts_on: starts_on || null, share_note, inside: inside_note, despite_reason });
      return placements.view(row.id);
    },
    correct_recommendation: ({ id, starts_on, share_note, inside_note }) => {
      Object.assign(placements.one(id), { starts_on: starts_on || null, share_note, inside: inside_note });
      return placements.view(id);
    },
    remove_recommendation: ({ id }) => {
      placements.rows = placements.rows.filter((row) => row.id !== id);
      return null;
    },
    step_warnings: ({ id }) => ({ warnings: warningsOf(placements.one(id).person) }),
    take_step: ({ id, step, on, reason, side, planned_end, term, note, despite_reason }) => {
      const { steps, recommended_on, person: who } = placements.one(id);
      if (steps.some((one) => ORDER.indexOf(one.step) >= ORDER.indexOf(step))) return refuse("out_of_range", "step");
      if (on < (steps.at(-1)?.on ?? recommended_on)) return refuse("out_of_range", "on");
      if (step === "placement_ended" && reason === "") return refuse("empty", "reason");
      if (["trial_hire", "employed", "permanent"].includes(step)) check(warningsOf(who), despite_reason);
      steps.push({ ...stepOf(step, on), reason, side, planned_end: planned_end || null, term, note, despite_reason });
      return placements.view(id);
    },
    take_step_back: ({ id, step }) => {
      const row = placements.one(id);
      if (row.steps.at(-1)?.step !== step) return refuse("out_of_range", "step");
      row.steps.pop();
      return placements.view(id);
    },
    answer_retention: ({ id, months, still, asked_on, note }) => {
      const row = placements.one(id);
      row.retention = [...row.retention.filter((one) => one.months !== months), { months, still, asked_on, by: 1, note }].sort((a, b) => a.months - b.months);
      return placements.view(id);
    },
    remove_retention: ({ id, months }) => {
      const row = placements.one(id);
      row.retention = row.retention.filter((one) => one.months !== months);
      return placements.view(id);
    },
  };
}

function refuse(code: ErrorCode, field: string | null = null): never {
  throw { code, field } satisfies CommandError;
}
