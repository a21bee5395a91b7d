import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { FiguresView, FigureView, ProgrammeYearView } from "$api/generated/contract";

export interface Group {
  readonly programme: ProgrammeYearView;
  readonly figures: readonly FigureView[];
}

/** The figures of the year that is looked at. */
export class FiguresYear {
  view = $state.raw<FiguresView | null>(null);
  failure = $state.raw<CommandFailure | null>(null);
  #wanted: number | null = null;

  readonly groups: readonly Group[] = $derived.by(() => {
    const view = this.view;
    if (view === null) return [];
    return view.programmes
      .map((programme) => ({
        programme,
        figures: view.figures.filter((figure) => figure.shown && figure.programme === programme.programme),
      }))
      .filter((group) => group.figures.length > 0);
  });

  readonly empty = $derived.by(() => this.view?.figures.every((each) => each.value === 0 && each.previous === 0) ?? false);

  /** Loads a year; null stands for the newest one with records. */
  async load(year: number | null): Promise<void> {
    this.#wanted = year;
    try {
      const view = await call("figures", { year });
      if (this.#wanted === year) this.view = view;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
