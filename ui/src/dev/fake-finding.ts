import type { Commands } from "../api/generated/commands";

type FindingCommand = never;
type FindingHandlers = { [N in FindingCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function findingCommands(): FindingHandlers {
  return {};
}
