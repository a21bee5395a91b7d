import type { Commands } from "../api/generated/commands";
import type { AgendaLineView, ClosureView, CommandError, TaskInput } from "../api/generated/contract";
import { addDays, daysBetween, inventPeople, TODAY } from "./fake-people";

type WorkCommand =
  | "agenda"
  | "tasks_of"
  | "ended_tasks"
  | "add_task"
  | "correct_task"
  | "complete_task"
  | "cancel_task"
  | "reopen_task"
  | "snooze_task"
  | "assign_task"
  | "answer_reminder"
  | "save_calendar"
  | "case_state"
  | "closing_preview"
  | "close_case"
  | "reopen_case";
type WorkHandlers = { [N in WorkCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

const colleagues = [
  { id: 1, name: "佐藤 みどり", own: true },
  { id: 2, name: "Elena Marchetti", own: false },
];

const refuse = (code: CommandError["code"], field: string | null = null) => {
  throw { code, field } satisfies CommandError;
};

/** Answers the commands of this area from memory. */
export function workCommands(): WorkHandlers {
  const people = inventPeople(12).map(({ row }) => row);
  const lines: AgendaLineView[] = [];
  const closures = new Map<number, ClosureView[]>();
  let next = 1;

  function lineOf(id: number, input: TaskInput): AgendaLineView {
    return {
      task: { id, kind: input.kind, title: input.title, repeat: input.repeat, state: "open", ended_on: null },
      reminder: null,
      plan: null,
      discussion: null,
      person: people.find((person) => person.id === input.participant) ?? null,
      company: null,
      due_on: input.due_on,
      due_at: input.due_at || null,
      assignee: input.assignee ?? 1,
      snoozed_until: null,
      days_left: daysBetween(TODAY, input.due_on),
    };
  }

  const add = (input: TaskInput) => {
    if (input.title.trim() === "") refuse("empty", "title");
    if (!/^\d{4}-\d{2}-\d{2}$/.test(input.due_on)) refuse("no_such_date", "due_on");
    lines.push(lineOf(next, input));
    return { id: next++ };
  };
  const task = (id: number) => {
    const line = lines.find((each) => each.task?.id === id);
    return line?.task ? { line, task: line.task } : refuse("not_found");
  };
  const view = (shown: AgendaLineView[]) => ({
    lines: [...shown].sort((a, b) => (a.due_on + (a.due_at ?? "24")).localeCompare(b.due_on + (b.due_at ?? "24"))),
    colleagues,
  });
  const open = (line: AgendaLineView) => line.task?.state !== "done" && line.task?.state !== "cancelled";

  const usual: Omit<TaskInput, "title" | "due_on"> = { participant: null, kind: "todo", due_at: "", repeat: null, assignee: null };
  add({ ...usual, participant: 3, kind: "contact", title: "通訳の日程を伝える", due_on: addDays(TODAY, -2) });
  add({ ...usual, participant: 1, kind: "interview", title: "二回目の面談", due_on: TODAY, due_at: "14:30" });
  add({ ...usual, kind: "papers", title: "研修の会場を予約する", due_on: addDays(TODAY, 5), repeat: { every: 1, unit: "month" } });
  lines.push({
    task: null,
    reminder: { kind: "trial_ends", subject: 4, on: addDays(TODAY, 6) },
    plan: null,
    discussion: null,
    person: people[4] ?? null,
    company: "株式会社ことり製作所",
    due_on: addDays(TODAY, 6),
    due_at: null,
    assignee: 0,
    snoozed_until: null,
    days_left: 6,
  });

  return {
    agenda: ({ whose, days, snoozed }) =>
      view(
        lines.filter(
          (line) =>
            open(line) &&
            line.days_left <= days &&
            (whose === "all" || line.assignee < 2) &&
            (snoozed || !line.snoozed_until || line.snoozed_until <= TODAY),
        ),
      ),
    tasks_of: ({ id }) => view(lines.filter((line) => line.task && line.person?.id === id)),
    ended_tasks: () => view(lines.filter((line) => !open(line))),
    add_task: add,
    correct_task: ({ id, task: input }) => {
      const at = lines.findIndex((line) => line.task?.id === id);
      lines[at] = lineOf(id, input);
      return { id };
    },
    complete_task: ({ id }) => {
      const found = task(id);
      Object.assign(found.task, { state: "done", ended_on: TODAY });
      return { next_on: found.task.repeat ? addDays(found.line.due_on, 30) : null };
    },
    cancel_task: ({ id }) => {
      Object.assign(task(id).task, { state: "cancelled", ended_on: TODAY });
      return null;
    },
    reopen_task: ({ id }) => {
      Object.assign(task(id).task, { state: "open", ended_on: null });
      return null;
    },
    snooze_task: ({ id, until }) => {
      task(id).line.snoozed_until = until || null;
      return null;
    },
    assign_task: ({ id, assignee }) => {
      task(id).line.assignee = assignee;
      return null;
    },
    answer_reminder: ({ reminder, answer }) => {
      const at = lines.findIndex((line) => line.reminder?.subject === reminder.subject);
      const line = lines[at];
      if (!line) return null;
      if (answer === "done") lines.splice(at, 1);
      else if (typeof answer === "object" && "snooze" in answer) line.snoozed_until = answer.snooze || null;
      else if (typeof answer === "object") line.assignee = answer.assign;
      return null;
    },
    save_calendar: () => ({ saved: true }),
    case_state: ({ id }) => ({ closures: closures.get(id) ?? [] }),
    closing_preview: ({ id }) => ({
      open_tasks: lines.filter((line) => open(line) && line.task && line.person?.id === id).length,
      has_draft: false,
      reasons: ["employed", "moved", "lost_contact", "returned", "withdrew", "other"],
    }),
    close_case: ({ participant, on, reason, note }) => {
      if (!reason) refuse("unknown_code", "reason");
      const closure = { closed_on: on, reason, note, last_stage: "interviewed" as const, in_charge: "佐藤 みどり", reopened_on: null };
      closures.set(participant, [closure, ...(closures.get(participant) ?? [])]);
      return { closures: closures.get(participant) ?? [] };
    },
    reopen_case: ({ participant, on }) => {
      const [newest, ...rest] = closures.get(participant) ?? [];
      const all = newest ? [{ ...newest, reopened_on: on }, ...rest] : rest;
      closures.set(participant, all);
      return { closures: all };
    },
  };
}
