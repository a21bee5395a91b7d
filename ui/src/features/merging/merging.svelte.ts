import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { MergeField, MergeLine, MergeSide, MergeView, MergedView } from "$api/generated/contract";

/** Two records side by side, while somebody decides what is taken from which. */
export class Merging {
  kept = $state(0);
  gone = $state(0);
  view: MergeView | null = $state.raw(null);
  /** What was chosen, by field. */
  choices: Partial<Record<MergeField, MergeSide>> = $state({});
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  constructor(kept: number, gone: number) {
    this.kept = kept;
    this.gone = gone;
  }

  /** The fields in which somebody has to choose and nobody chose yet. */
  readonly undecided: MergeLine[] = $derived.by(() =>
    (this.view?.fields ?? []).filter(({ field, standing }) => standing === "differs" && this.choices[field] === undefined),
  );

  async load(): Promise<void> {
    try {
      this.view = await call("merge_preview", { kept: this.kept, gone: this.gone });
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Lets the other record stay. What was chosen stays chosen: it is the same value from the other side. */
  async swap(): Promise<void> {
    [this.kept, this.gone] = [this.gone, this.kept];
    const turned = Object.entries(this.choices).map(([field, side]) => [field, side === "kept" ? "gone" : "kept"]);
    this.choices = Object.fromEntries(turned) as typeof this.choices;
    await this.load();
  }

  /** Whose value stands in a field, once that is known. */
  taken(line: MergeLine): MergeSide | null {
    return line.taken ?? this.choices[line.field] ?? null;
  }

  async merge(): Promise<MergedView | null> {
    this.busy = true;
    this.failure = null;
    try {
      const choices = Object.entries(this.choices).map(([field, side]) => ({ field: field as MergeField, side }));
      return await call("merge_people", { kept: this.kept, gone: this.gone, choices });
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  async tellApart(): Promise<boolean> {
    this.busy = true;
    try {
      await call("tell_apart", { kept: this.kept, gone: this.gone });
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
