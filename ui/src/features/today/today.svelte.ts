import { call } from "$api/call";
import type { TodayView } from "$api/generated/contract";

/** What waits today. */
export class Today {
  view: TodayView | null = $state.raw(null);

  async load(): Promise<void> {
    this.view = await call("today");
  }

  /** Nobody is on record yet: the first step is to meet somebody. */
  get firstDay(): boolean {
    return this.view?.participants === 0;
  }
}
