import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ProfileView, SummaryPart } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

/** The parts in the order in which they stand on the paper. */
export const PARTS: readonly SummaryPart[] = [
  "names",
  "birth",
  "nationality",
  "residence",
  "languages",
  "jobs",
  "schooling",
  "skills",
  "contact",
];

/** What a company or a partner usually needs, and nothing by which somebody can be found. */
const USUAL: readonly SummaryPart[] = ["languages", "jobs", "schooling", "skills"];

/** A summary for others, until it is printed. */
export class Summary {
  readonly participant: number;
  recipient = $state("");
  parts: SummaryPart[] = $state([...USUAL]);
  profile: ProfileView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  readonly sending = new Sending();

  constructor(participant: number) {
    this.participant = participant;
  }

  async load(): Promise<void> {
    try {
      this.profile = await call("profile", { id: this.participant });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  has(part: SummaryPart): boolean {
    return this.parts.includes(part);
  }

  set(part: SummaryPart, wanted: boolean): void {
    this.parts = PARTS.filter((one) => (one === part ? wanted : this.has(one)));
  }

  /** Whether it may be printed; the journal has it then. */
  async handOut(): Promise<boolean> {
    const { participant, recipient, parts } = this;
    const done = await this.sending.run(async () => {
      await call("hand_out_summary", { participant, recipient, parts: [...parts] });
      return true;
    });
    return done ?? false;
  }
}
