import { call } from "$api/call";
import type {
  ApproveHeadlinesRequest,
  FiguresView,
  ReleasePreviewView,
  ReleaseProfile,
  ReleaseTableChoice,
  ReleaseTablesView,
  ReleaseView,
  TriedTableView,
} from "$api/generated/contract";
import { SvelteSet } from "svelte/reactivity";
import { Sending } from "../../../sending.svelte";

export const steps = ["tables", "look", "sign"] as const;

export type Step = (typeof steps)[number];

const key = ({ figure, axes }: ReleaseTableChoice) => [figure, ...axes].join(" ");

async function correctedIn(year: number): Promise<readonly ReleaseView[]> {
  const { releases } = await call("releases");
  const views = await Promise.all(releases.filter((line) => line.year === year).map(({ id }) => call("release", { release: id })));
  return views.filter(({ differences }) => differences.length > 0);
}

/** A release in the making. Nothing of it stays unless it is published, but for the choice of tables. */
export class NewRelease extends Sending {
  step = $state<Step>("tables");
  tables = $state.raw<ReleaseTablesView | null>(null);
  /** All tables that can be ticked: those of the year, and those made here. */
  offered = $state.raw<readonly ReleaseTableChoice[]>([]);
  profile = $state<ReleaseProfile>("rounding");
  preview = $state.raw<ReleasePreviewView | null>(null);
  /** Releases of the year whose counts are others today, where that is why it cannot leave. */
  corrected = $state.raw<readonly ReleaseView[]>([]);
  figures = $state.raw<FiguresView | null>(null);
  audience = $state("");
  readonly #chosen = new SvelteSet<string>();
  readonly seen = new SvelteSet<string>();
  #looked = 0;

  readonly chosen: readonly ReleaseTableChoice[] = $derived.by(() => this.offered.filter((each) => this.isChosen(each)));
  readonly changed = $derived.by(() => this.chosen.map(key).join() !== (this.tables?.tables ?? []).map(key).join());
  readonly allSeen = $derived.by(() => this.preview?.changes.every(({ figure }) => this.seen.has(figure)) ?? false);

  async open(year: number): Promise<void> {
    const tables = await this.run(() => call("release_tables", { year }));
    if (tables) this.#take(tables);
  }

  isChosen(table: ReleaseTableChoice): boolean {
    return this.#chosen.has(key(table));
  }

  choose(table: ReleaseTableChoice, on: boolean): void {
    if (on) this.#chosen.add(key(table));
    else this.#chosen.delete(key(table));
  }

  /** Adds a table that was made here; it is chosen at once. */
  add(table: ReleaseTableChoice): void {
    if (!this.offered.some((each) => key(each) === key(table))) this.offered = [...this.offered, table];
    this.#chosen.add(key(table));
  }

  /** Keeps the choice, if it is another one, and shows what would leave. */
  async look(): Promise<void> {
    const { tables } = this;
    if (!tables) return;
    if (this.changed) {
      const kept = await this.run(() => call("save_release_tables", { year: tables.year, tables: [...this.chosen] }));
      if (!kept) return;
      this.#take(kept);
    }
    this.step = "look";
    await this.protect();
  }

  /** Shows what would leave in the profile that is chosen; an answer for another one is thrown away. */
  async protect(): Promise<void> {
    const year = this.tables?.year;
    if (year === undefined) return;
    this.#looked += 1;
    const looked = this.#looked;
    this.preview = null;
    this.corrected = [];
    this.seen.clear();
    await this.attempt(async () => {
      const preview = await call("preview_release", { year, profile: this.profile });
      const corrected = preview.refused === "changed_since_release" ? await correctedIn(year) : [];
      if (looked !== this.#looked) return;
      this.preview = preview;
      this.corrected = corrected;
    });
  }

  /** Takes the tables out whose counts are others than those that left before, and looks again. */
  async leaveOut(): Promise<void> {
    const cells = this.corrected.flatMap(({ differences }) => differences).filter(({ codes }) => codes.length > 0);
    const figures = new Set(cells.map(({ figure }) => figure));
    for (const table of this.chosen) if (figures.has(table.figure)) this.choose(table, false);
    await this.look();
  }

  async toSign(): Promise<void> {
    const year = this.tables?.year ?? null;
    const figures = await this.run(() => call("figures", { year }));
    if (!figures) return;
    this.figures = figures;
    this.step = "sign";
  }

  /** Signs, if nobody did, and publishes; answers the number of the release. */
  async publish(signature: ApproveHeadlinesRequest | null): Promise<number | null> {
    const { tables, profile, audience } = this;
    if (!tables) return null;
    const view = await this.run(async () => {
      if (signature) this.figures = await call("approve_headlines", signature);
      return call("publish_release", { year: tables.year, profile, audience });
    });
    return view?.line.id ?? null;
  }

  #take(tables: ReleaseTablesView): void {
    this.tables = tables;
    const made = this.offered.filter((each) => !tables.tables.some((one) => key(one) === key(each)));
    this.offered = [...tables.tables, ...made];
    this.#chosen.clear();
    for (const table of tables.tables) this.#chosen.add(key(table));
  }
}

/** A table that is tried before it is chosen; an answer that comes late is thrown away. */
export class Trying extends Sending {
  tried = $state.raw<TriedTableView | null>(null);
  #asked = 0;

  async try(year: number, table: ReleaseTableChoice): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.tried = null;
    if (table.figure === "" || table.axes.length === 0) return;
    await this.attempt(async () => {
      const tried = await call("try_release_table", { year, table });
      if (asked === this.#asked) this.tried = tried;
    });
  }
}
