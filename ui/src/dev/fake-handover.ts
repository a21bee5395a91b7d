import type { Commands } from "../api/generated/commands";

type HandoverCommand = never;
type HandoverHandlers = { [N in HandoverCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function handoverCommands(): HandoverHandlers {
  return {};
}
