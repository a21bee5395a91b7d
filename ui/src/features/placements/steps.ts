import type { PlacementRow, PlacementStep } from "$api/generated/contract";

/** The stages of a placement that is under way, in order; the first is the recommendation itself. */
export type BoardStage = "recommended" | PlacementStep;
export const stages: BoardStage[] = ["recommended", "company_interview", "offer", "trial_hire", "employed", "permanent", "placement_ended"];
export const steps = stages.slice(1) as PlacementStep[];

/** In which column of the board a placement stands. */
export function stageOf(row: PlacementRow): BoardStage {
  return row.ended_on ? "placement_ended" : (row.last_active ?? "recommended");
}

/** The steps that can follow: any can be skipped, none is repeated, and nothing follows the end. */
export function following(row: PlacementRow): PlacementStep[] {
  return row.ended_on ? [] : steps.slice(stages.indexOf(stageOf(row)));
}

/** The step that comes next in order; none after the last. */
export function nextStep(row: PlacementRow): PlacementStep | null {
  const next = following(row)[0];
  return next && next !== "placement_ended" ? next : null;
}

/** The newest step, which alone can be taken back. */
export function newestStep(row: PlacementRow): PlacementStep | null {
  const stage = stageOf(row);
  return stage === "recommended" ? null : stage;
}

/** Whether a step begins or goes on with work, for which a permission is needed. */
export const isWork = (step: PlacementStep): boolean => step === "trial_hire" || step === "employed" || step === "permanent";
