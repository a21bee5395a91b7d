import { call } from "$api/call";
import type { EventView } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

/** After so long without a key a contact that was begun is cleared: the screen stands among guests. */
export const CLEAR_AFTER_MS = 90_000;

/** A contact while it is written. */
export class Contact {
  name = $state("");
  way = $state("");
  value = $state("");
  language = $state("ja");
  agreed = $state(false);

  get begun(): boolean {
    return this.name !== "" || this.value !== "" || this.agreed;
  }

  clear(): void {
    Object.assign(this, { name: "", value: "", agreed: false });
  }
}

/** The screen of event mode. Each tap is sent in the order in which it was made. */
export class EventScreen {
  view: EventView = $state.raw({ on: "", title: "", counters: [], contacts: 0, ways: [] });
  failed = $state(false);
  /** The steps that can be taken back, the last one at the end. */
  taps: { category: string; step: number }[] = $state.raw([]);
  readonly contact = new Contact();
  readonly sending = new Sending();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(view: EventView) {
    this.view = view;
    this.contact.way = view.ways[0]?.code ?? "";
  }

  /** Counts one more or one fewer; resolves when it is on the disk. */
  tap(category: string, step: 1 | -1): Promise<boolean> {
    return this.#send(category, step, () => (this.taps = [...this.taps, { category, step }]));
  }

  /** Takes back the last tap; returns its category. */
  async undo(): Promise<string | null> {
    const last = this.taps.at(-1);
    if (!last) return null;
    this.taps = this.taps.slice(0, -1);
    const done = await this.#send(last.category, -last.step, () => undefined);
    if (!done) this.taps = [...this.taps, last];
    return done ? last.category : null;
  }

  /** Keeps the contact; true when it was taken. */
  async take(): Promise<boolean> {
    const { name, way, value, language, agreed } = this.contact;
    const view = await this.sending.run(() => call("take_contact", { name, way, value, language, agreed }));
    if (!view) return false;
    this.view = view;
    this.contact.clear();
    return true;
  }

  #send(category: string, step: number, done: () => void): Promise<boolean> {
    const sent = this.#queue.then(async () => {
      try {
        this.view = await call("count_at_event", { category, step });
        this.failed = false;
        done();
        return true;
      } catch {
        this.failed = true;
        return false;
      }
    });
    this.#queue = sent;
    return sent;
  }
}
