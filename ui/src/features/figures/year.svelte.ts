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
  /** Why the figures go on counting what they count. */
  refusal = $state.raw<CommandFailure | null>(null);
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

  readonly empty = $derived.by(() => this.view?.figures.every((each) => each.value === 0 && !each.previous) ?? false);

  /** Counts the organisation from now on, or this laptop alone. */
  async countOver(of_organisation: boolean): Promise<void> {
    const view = this.view;
    if (view === null) return;
    try {
      this.view = await call("choose_extent", { year: view.year, of_organisation });
    } catch (thrown) {
      this.refusal = asFailure(thrown);
    }
  }

  /** Loads a year; null stands for the newest one with records. */
  async load(year: number | null): Promise<void> {
    this.#wanted = year;
    this.refusal = null;
    try {
      const view = await call("figures", { year });
      if (this.#wanted === year) this.view = view;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}
