import { call } from "$api/call";
import type { Act, ActRow, Role } from "$api/generated/contract";
import { t } from "$i18n";

/** Which roles allow what, as the program has it. */
class Roles {
  #table: ActRow[] = $state.raw([]);
  #asked: Promise<void> | null = null;

  /** Loads the table once. */
  load(): Promise<void> {
    this.#asked ??= call("members").then(
      ({ acts }) => void (this.#table = acts),
      (thrown) => {
        this.#asked = null;
        throw thrown;
      },
    );
    return this.#asked;
  }

  of(act: Act): Role[] {
    return this.#table.find((row) => row.act === act)?.roles ?? [];
  }

  /** Who may do something, in words; empty until the table is here. */
  words(act: Act): string {
    const held = this.of(act).map((role) => t.common.roles[role]);
    return held.length === 0 ? "" : t.common.onlyFor(t.common.list(held));
  }
}

export const roles = new Roles();
