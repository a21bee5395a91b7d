/** Answers the commands of this area from memory. */
export function eventCommands() {
  return {};
}
