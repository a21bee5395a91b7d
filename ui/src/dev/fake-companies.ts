import type { CommandError } from "../api/generated/contract";

/** Answers the commands of this area from memory. */
export function companiesCommands() {
  const refuse = (): never => {
    throw { code: "not_found", field: null } as unknown as CommandError;
  };
  return {
    companies: () => ({ rows: [] }),
    company: () => refuse(),
    save_company: () => refuse(),
    remove_company: () => refuse(),
    restore_company: () => refuse(),
    save_contact: () => refuse(),
    save_discussion: () => refuse(),
    finish_next_step: () => refuse(),
    remove_discussion: () => refuse(),
    openings: () => ({ rows: [] }),
    opening: () => refuse(),
    save_opening: () => refuse(),
    close_opening: () => refuse(),
    reopen_opening: () => refuse(),
    fitting: () => refuse(),
  };
}
