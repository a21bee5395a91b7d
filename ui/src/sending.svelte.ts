import { asFailure, type CommandFailure, fieldError } from "$api/errors";

/** Something that is sent to the program: whether it is under way, and what was refused. */
export class Sending {
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  /** Sends once at a time; null when it was refused. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
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

  /** The words for a refused field, named alone or below the part of the request it stands in. */
  at(field: string): string | undefined {
    const refused = this.failure?.field ?? null;
    return refused === field || refused?.endsWith(`.${field}`) ? fieldError(this.failure, refused ?? "") : undefined;
  }
}
