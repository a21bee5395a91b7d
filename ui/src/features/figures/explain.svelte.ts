import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ExplainedFigure } from "$api/generated/contract";

/** The records behind the figure that was chosen last. */
export class Explanation {
  figure = $state<string | null>(null);
  year = $state(0);
  view = $state.raw<ExplainedFigure | null>(null);
  failure = $state.raw<CommandFailure | null>(null);

  async show(year: number, figure: string): Promise<void> {
    this.figure = figure;
    this.year = year;
    this.view = null;
    this.failure = null;
    try {
      const view = await call("explain_figure", { year, figure });
      if (this.figure === figure && this.year === year) this.view = view;
    } catch (thrown) {
      if (this.figure === figure && this.year === year) this.failure = asFailure(thrown);
    }
  }

  close(): void {
    this.figure = null;
    this.view = null;
  }
}
