import { call } from "$api/call";
import type { AgendaLineView, PersonRow, RepeatUnit, TaskInput, TaskKind } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

export const taskKinds: readonly TaskKind[] = ["todo", "interview", "contact", "accompany", "papers"];
export const repeatUnits: readonly RepeatUnit[] = ["day", "week", "month", "year"];

/** A task while it is written. */
export class TaskForm {
  readonly sending = new Sending();
  readonly id: number | null;
  kind: TaskKind = $state("todo");
  title = $state("");
  dueOn = $state("");
  dueAt = $state("");
  repeats: "once" | RepeatUnit = $state("once");
  every = $state("1");
  assignee = $state("");
  person: PersonRow | null = $state.raw(null);

  constructor(start: { line?: AgendaLineView; person?: PersonRow | null; today: string }) {
    const { line } = start;
    this.id = line?.task?.id ?? null;
    this.kind = line?.task?.kind ?? "todo";
    this.title = line?.task?.title ?? "";
    this.dueOn = line?.due_on ?? start.today;
    this.dueAt = line?.due_at ?? "";
    this.repeats = line?.task?.repeat?.unit ?? "once";
    this.every = String(line?.task?.repeat?.every ?? 1);
    this.assignee = line && line.assignee > 0 ? String(line.assignee) : "";
    this.person = line?.person ?? start.person ?? null;
  }

  async save(): Promise<boolean> {
    const { id } = this;
    const task = this.#input();
    const saved = await this.sending.run(() => (id === null ? call("add_task", task) : call("correct_task", { id, task })));
    return saved !== null;
  }

  #input(): TaskInput {
    const every = Number(this.every);
    return {
      participant: this.person?.id ?? null,
      kind: this.kind,
      title: this.title,
      due_on: this.dueOn,
      due_at: timeOf(this.dueAt),
      // A distance that is no number is refused where it is checked.
      repeat: this.repeats === "once" ? null : { every: Number.isSafeInteger(every) && every > 0 ? every : 0, unit: this.repeats },
      assignee: this.assignee === "" ? null : Number(this.assignee),
    };
  }
}

/** Reads a time however it was typed: `9:05`, `0905`, `14:30` in full width. What cannot be read stays as it is. */
export function timeOf(typed: string): string {
  const plain = typed.normalize("NFKC").trim();
  const found = /^(\d{1,2}):?(\d{2})$/.exec(plain) ?? /^(\d{1,2})時(?:(\d{1,2})分)?$/.exec(plain);
  return found ? `${(found[1] ?? "").padStart(2, "0")}:${(found[2] ?? "0").padStart(2, "0")}` : plain;
}
