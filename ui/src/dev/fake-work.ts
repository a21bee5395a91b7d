import type { Commands } from "../api/generated/commands";

type WorkCommand = never;
type WorkHandlers = { [N in WorkCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function workCommands(): WorkHandlers {
  return {};
}
