import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { CarriedEntryView, LaptopView, WhereaboutsView } from "$api/generated/contract";

/** Where the case of one participant is. */
export class Case {
  readonly participant: number;
  view: WhereaboutsView | null = $state.raw(null);
  laptops: LaptopView[] | null = $state.raw(null);
  history: CarriedEntryView[] | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  busy = $state(false);

  constructor(participant: number) {
    this.participant = participant;
  }

  async load(): Promise<void> {
    await this.#run(async () => {
      this.view = await call("whereabouts_of", { id: this.participant });
    });
  }

  async loadLaptops(): Promise<void> {
    await this.#run(async () => {
      this.laptops = (await call("laptops")).known;
    });
  }

  async loadHistory(): Promise<void> {
    await this.#run(async () => {
      this.history = (await call("carried_history", { id: this.participant })).entries;
    });
  }

  /** Answers whether the case was handed over; null when that failed. */
  async handOver(laptop: number): Promise<boolean | null> {
    return this.#run(async () => {
      const { saved } = await call("hand_over", { participant: this.participant, laptop });
      this.view = await call("whereabouts_of", { id: this.participant });
      return saved;
    });
  }

  async saveAgain(): Promise<boolean | null> {
    return this.#run(async () => (await call("save_hand_over", { id: this.participant })).saved);
  }

  async takeBack(): Promise<boolean | null> {
    return this.#run(async () => {
      this.view = await call("take_case_back", { id: this.participant });
      return true;
    });
  }

  async #run<T>(work: () => Promise<T>): Promise<T | null> {
    this.busy = true;
    this.failure = null;
    try {
      return await work();
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
