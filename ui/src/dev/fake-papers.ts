/** Answers the commands of this area from memory. */
export function papersCommands() {
  return {};
}
