import type { CommandError } from "../api/generated/contract";

/** Answers the commands of this area from memory. */
export function placementsCommands() {
  const refuse = (): never => {
    throw { code: "not_found", field: null } as unknown as CommandError;
  };
  return {
    placement_board: () => ({ rows: [] }),
    placements_of: () => ({ rows: [] }),
    placement: () => refuse(),
    recommendation_warnings: () => ({ warnings: [] }),
    recommend: () => refuse(),
    correct_recommendation: () => refuse(),
    remove_recommendation: () => refuse(),
    step_warnings: () => ({ warnings: [] }),
    take_step: () => refuse(),
    take_step_back: () => refuse(),
    answer_retention: () => refuse(),
    remove_retention: () => refuse(),
  };
}
