import { call } from "$api/call";
import type { AgendaLineView, AgendaView, AgendaWhose, ReminderAnswer } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { formatDay } from "$format";
import { t } from "$i18n";
import { session } from "$session";

/** Lines of the agenda on a screen, and what can be done with them. */
export class Agenda {
  view: AgendaView | null = $state.raw(null);
  readonly #ask: () => Promise<AgendaView>;

  constructor(ask: () => Promise<AgendaView>) {
    this.#ask = ask;
  }

  /** What is due within some days. */
  static within(whose: AgendaWhose, days: number, snoozed = false): Agenda {
    return new Agenda(() => call("agenda", { whose, days, snoozed }));
  }

  async load(): Promise<void> {
    this.view = await this.#ask();
  }

  /** Marks a line as done; the message offers the way back. */
  done(line: AgendaLineView): Promise<void> {
    return this.#change(async () => {
      const { task } = line;
      if (line.plan) {
        const { step } = line.plan;
        await call("set_plan_step", { step, done_on: session.today });
        this.#say(t.work.wasDone, () => call("set_plan_step", { step, done_on: "" }));
        return;
      }
      if (line.discussion) {
        const { discussion: id } = line.discussion;
        await call("finish_next_step", { id, done: true });
        this.#say(t.work.wasDone, () => call("finish_next_step", { id, done: false }));
        return;
      }
      if (!task) {
        await answer(line, "done");
        this.#say(t.work.wasDone, () => answer(line, "open"));
        return;
      }
      const { next_on } = await call("complete_task", { id: task.id });
      this.#say(next_on ? t.work.wasDoneNext(formatDay(next_on)) : t.work.wasDone, () => reopen(task.id));
    });
  }

  /** Gives a task up. */
  cancel(id: number): Promise<void> {
    return this.#change(async () => {
      await call("cancel_task", { id });
      this.#say(t.work.cancelled, () => reopen(id));
    });
  }

  /** Opens a task that ended. */
  reopen(id: number): Promise<void> {
    return this.#change(() => reopen(id));
  }

  /** Hides a line until a day. */
  putOff(line: AgendaLineView, until: string): Promise<void> {
    return this.#change(async () => {
      if (line.plan) {
        const { step } = line.plan;
        await call("move_plan_step", { step, due_on: until });
        this.#say(t.work.putOff(formatDay(until)), () => call("move_plan_step", { step, due_on: line.due_on }));
        return;
      }
      const before = line.snoozed_until ?? "";
      await snooze(line, until);
      this.#say(t.work.putOff(formatDay(until)), () => snooze(line, before));
    });
  }

  /** Gives a line to a colleague. */
  handOn(line: AgendaLineView, to: { id: number; name: string }): Promise<void> {
    return this.#change(async () => {
      const before = line.assignee;
      await assign(line, to.id);
      this.#say(t.work.handedOn(to.name), before > 0 ? () => assign(line, before) : null);
    });
  }

  async #change(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      await this.load();
    } catch (thrown) {
      toasts.fail(thrown);
    }
  }

  #say(text: string, back: (() => Promise<unknown>) | null): void {
    toasts.say(text, back && { label: t.common.undo, run: () => void this.#change(back) });
  }
}

const reopen = (id: number): Promise<unknown> => call("reopen_task", { id });

function answer(line: AgendaLineView, said: ReminderAnswer): Promise<unknown> {
  return line.reminder ? call("answer_reminder", { reminder: line.reminder, answer: said }) : Promise.resolve();
}

function snooze(line: AgendaLineView, until: string): Promise<unknown> {
  return line.task ? call("snooze_task", { id: line.task.id, until }) : answer(line, { snooze: until });
}

function assign(line: AgendaLineView, assignee: number): Promise<unknown> {
  return line.task ? call("assign_task", { id: line.task.id, assignee }) : answer(line, { assign: assignee });
}


