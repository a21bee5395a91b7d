import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { CompanyView, DiscussionRow, SaveContactRequest, SaveDiscussionRequest } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { t } from "$i18n";
import { Sending } from "../../sending.svelte";

/** One company with everything about it. */
export class Company {
  readonly id: number;
  view: CompanyView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  readonly sending = new Sending();

  constructor(id: number) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      this.view = await call("company", { id: this.id });
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Shows what was corrected and offers what stood there before. */
  corrected(next: CompanyView): void {
    const before = this.view;
    this.view = next;
    const back = async () => {
      if (before) this.view = await call("save_company", { id: this.id, company: before.company, another: true });
    };
    toasts.say(t.companies.company.saved, { label: t.common.undo, run: () => void back().catch((thrown) => toasts.fail(thrown)) });
  }

  saveContact(request: Omit<SaveContactRequest, "company">): Promise<boolean> {
    return this.#take(() => call("save_contact", { ...request, company: this.id }));
  }

  saveDiscussion(request: Omit<SaveDiscussionRequest, "company">): Promise<boolean> {
    return this.#take(() => call("save_discussion", { ...request, company: this.id }));
  }

  /** Removes a talk; the message offers it again. */
  async removeDiscussion(row: DiscussionRow): Promise<void> {
    await this.#quietly(async () => {
      await call("remove_discussion", { id: row.id });
      const { on, kind, contact, said, next_step, assignee } = row;
      const again = () => call("save_discussion", { id: null, company: this.id, on, kind, contact, said, next_step, due_on: row.due_on ?? "", assignee });
      toasts.say(t.companies.discussions.removed, { label: t.common.undo, run: () => void this.#quietly(again) });
    });
  }

  finish(row: DiscussionRow, done: boolean): Promise<void> {
    return this.#quietly(() => call("finish_next_step", { id: row.id, done }));
  }

  restore(): Promise<void> {
    return this.#quietly(async () => {
      await call("restore_company", { id: this.id });
      toasts.say(t.companies.company.restored);
    });
  }

  /** Removes the company, or ends the contact where it has a history; tells which. */
  async remove(): Promise<"gone" | "retired" | null> {
    const done = await this.sending.run(() => call("remove_company", { id: this.id }));
    if (!done) {
      toasts.fail(this.sending.failure);
      return null;
    }
    if (!done.retired) return "gone";
    await this.load();
    toasts.say(t.companies.company.retired, { label: t.common.undo, run: () => void this.restore() });
    return "retired";
  }

  async #take(work: () => Promise<CompanyView>): Promise<boolean> {
    const next = await this.sending.run(work);
    if (next) this.view = next;
    return next !== null;
  }

  async #quietly(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      await this.load();
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }
}
