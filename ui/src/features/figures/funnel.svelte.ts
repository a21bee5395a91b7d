import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type {
  FunnelDimension,
  FunnelFollowed,
  FunnelPart,
  FunnelRecordView,
  FunnelStage,
  FunnelStageView,
  FunnelView,
} from "$api/generated/contract";

/** Which placements of the funnel are meant. */
export interface Choice {
  readonly stage: FunnelStage;
  readonly part: FunnelPart | null;
  readonly reason: string | null;
  readonly value: string | null;
}

/** The funnel of the year that is looked at. */
export class FunnelYear {
  view = $state.raw<FunnelView | null>(null);
  failure = $state.raw<CommandFailure | null>(null);
  followed = $state<FunnelFollowed>("year_end");
  by = $state<FunnelDimension | "">("");
  /** The dimension by which the groups on the screen are split. */
  shownBy = $state<FunnelDimension | null>(null);
  #asked = 0;

  readonly empty = $derived(this.view !== null && first(this.view.stages) + first(this.view.previous) === 0);

  async load(year: number): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const by = this.by === "" ? null : this.by;
    this.failure = null;
    try {
      const view = await call("funnel", { year, followed: this.followed, by });
      if (asked !== this.#asked) return;
      this.view = view;
      this.shownBy = by;
    } catch (thrown) {
      if (asked === this.#asked) this.failure = asFailure(thrown);
    }
  }
}

/** The placements behind the number that was chosen last. */
export class FunnelRecords {
  choice = $state.raw<Choice | null>(null);
  records = $state.raw<readonly FunnelRecordView[] | null>(null);
  failure = $state.raw<CommandFailure | null>(null);

  /** `before`: of the year before. */
  async show(funnel: FunnelYear, choice: Choice, before = false): Promise<void> {
    const { view, followed } = funnel;
    if (view === null) return;
    this.choice = choice;
    this.records = null;
    this.failure = null;
    const by = choice.value === null ? null : funnel.shownBy;
    try {
      const { records } = await call("funnel_records", { year: view.year - (before ? 1 : 0), followed, by, ...choice });
      if (this.choice === choice) this.records = records;
    } catch (thrown) {
      if (this.choice === choice) this.failure = asFailure(thrown);
    }
  }

  close(): void {
    this.choice = null;
    this.records = null;
  }
}

function first(stages: readonly FunnelStageView[]): number {
  return stages[0]?.entered ?? 0;
}

/** Whole per cent of those who reached a stage that went on; null where nobody did. */
export function percent(stage: Pick<FunnelStageView, "entered" | "converted">): number | null {
  return stage.entered === 0 ? null : Math.round((stage.converted / stage.entered) * 100);
}

/** The stage at which most ended; null when none did. */
export function worst(stages: readonly FunnelStageView[]): FunnelStageView | null {
  const most = stages.reduce<FunnelStageView | null>((found, one) => (one.lost > (found?.lost ?? 0) ? one : found), null);
  return most;
}
