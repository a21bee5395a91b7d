/** Answers the commands of this area from memory. */
export function companiesCommands() {
  return {};
}
