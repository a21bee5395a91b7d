import type { Commands } from "../api/generated/commands";

type ProgrammesCommand = never;
type ProgrammesHandlers = { [N in ProgrammesCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function programmesCommands(): ProgrammesHandlers {
  return {};
}
