import type { Commands } from "../api/generated/commands";

type ProfileCommand = never;
type ProfileHandlers = { [N in ProfileCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function profileCommands(): ProfileHandlers {
  return {};
}
