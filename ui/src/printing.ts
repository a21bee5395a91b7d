import { call } from "$api/call";

/** Prints a page with a person on it, once the journal has it; what goes on paper leaves the vault. */
export async function printPersonal(participant: number | null): Promise<void> {
  await call("note_printed", { participant });
  window.print();
}
