import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { PlacementRow, PlacementView } from "$api/generated/contract";
import { type BoardStage, stageOf } from "./steps";

/** The board of the placements that are under way; what it is narrowed down to stays while the vault is open. */
export class Board {
  rows: readonly PlacementRow[] | null = $state.raw(null);
  filter = $state("");
  failure: CommandFailure | null = $state.raw(null);

  readonly shown: readonly PlacementRow[] = $derived.by(() => {
    const wanted = this.filter.trim().normalize("NFKC").toLocaleLowerCase();
    const fits = (text: string) => text.normalize("NFKC").toLocaleLowerCase().includes(wanted);
    return (this.rows ?? []).filter((row) => fits(row.company_name) || [row.person.name, ...row.person.other_names, row.person.reading ?? ""].some(fits));
  });

  column(stage: BoardStage): PlacementRow[] {
    return this.shown.filter((row) => stageOf(row) === stage);
  }

  async load(): Promise<void> {
    try {
      this.rows = (await call("placement_board")).rows;
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Takes over a placement that was changed. */
  accept({ row }: PlacementView): void {
    this.rows = (this.rows ?? []).map((known) => (known.id === row.id ? row : known));
  }
}

export const board = new Board();
