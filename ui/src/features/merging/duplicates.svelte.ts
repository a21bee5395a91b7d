import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { PossibleDuplicate } from "$api/generated/contract";

/** Pairs of records that may be of one person. */
export class Duplicates {
  pairs: PossibleDuplicate[] | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  async load(): Promise<void> {
    try {
      this.pairs = (await call("possible_duplicates")).pairs;
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Keeps a pair as two people; it goes from the list. */
  async tellApart(pair: PossibleDuplicate): Promise<boolean> {
    return this.#change(pair, "tell_apart");
  }

  async doubtAgain(pair: PossibleDuplicate): Promise<boolean> {
    return this.#change(pair, "doubt_again");
  }

  async #change({ one, other }: PossibleDuplicate, command: "tell_apart" | "doubt_again"): Promise<boolean> {
    try {
      await call(command, { kept: one.id, gone: other.id });
      await this.load();
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    }
  }
}
