import { fieldError } from "$api/errors";
import { Attempting } from "./attempt.svelte";

/** Something that is sent to the program: whether it is under way, and what was refused. */
export class Sending extends Attempting {
  /** Sends once at a time; null when it was refused. */
  async run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    let answer: T | null = null;
    await this.attempt(async () => {
      answer = await work();
    });
    return answer;
  }

  /** The words for a refused field, named alone or below the part of the request it stands in. */
  at(field: string): string | undefined {
    const refused = this.failure?.field ?? null;
    return refused === field || refused?.endsWith(`.${field}`) ? fieldError(this.failure, refused ?? "") : undefined;
  }
}
