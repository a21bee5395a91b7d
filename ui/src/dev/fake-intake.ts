import type { Commands } from "../api/generated/commands";

type IntakeCommand = never;
type IntakeHandlers = { [N in IntakeCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function intakeCommands(): IntakeHandlers {
  return {};
}
