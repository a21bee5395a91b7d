import type { Commands } from "../api/generated/commands";

type FormsCommand = never;
type FormsHandlers = { [N in FormsCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function formsCommands(): FormsHandlers {
  return {};
}
