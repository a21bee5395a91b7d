import { SvelteMap } from "svelte/reactivity";
import type { CommandFailure } from "$api/errors";
import type { AttendanceGrid, GridRow, Mark, SessionRow } from "$api/generated/contract";
import { type Cell, type Change, closedBecause, type Closed, firstSession, onRecord, sharing } from "./cells";
import type { GridKey } from "./keys";
import { Queue, type Send } from "./queue.svelte";

/** One step that can be taken back. */
type Step = readonly { change: Change; before: Cell | null }[];

export interface Place {
  row: number;
  column: number;
}

const SHOWN_AFTER_MS = 150;

const keyOf = ({ session, participant }: Omit<Change, "cell">) => `${session}-${participant}`;

/** The attendance of a cohort while it is written down. */
export class Sheet {
  grid: AttendanceGrid | null = $state.raw(null);
  /** The cell that the keys work on. */
  at: Place = $state({ row: 0, column: 0 });
  /** Keys pressed in the grid since its session was chosen. */
  keys = $state(0);
  /** The last thing done, for the line that is read aloud. */
  said: { row: GridRow; cell: Cell | null } | null = $state.raw(null);
  readonly queue: Queue;
  /** Every cell there is, empty ones too: reading one then depends on it alone. */
  #cells = new SvelteMap<string, Cell | null>();
  #done: readonly Step[] = $state.raw([]);
  #undone: readonly Step[] = $state.raw([]);
  /** What was answered last; it is shown once the keys rest. */
  #answered: AttendanceGrid | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `refused` is told about marks that the records do not take. */
  constructor(send: Send, refused: (failure: CommandFailure) => void = () => {}) {
    this.queue = new Queue(send, (changes, failure) => {
      this.#takeOut(changes);
      refused(failure);
    });
  }

  get rows(): readonly GridRow[] {
    return this.grid?.people ?? [];
  }

  get sessions(): readonly SessionRow[] {
    return this.grid?.sessions ?? [];
  }

  get today(): string {
    return this.grid?.today ?? "";
  }

  /** The session that is filled in. */
  get session(): SessionRow | undefined {
    return this.sessions[this.at.column];
  }

  get row(): GridRow | undefined {
    return this.rows[this.at.row];
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  /** How many of those enrolled at the session have a mark. */
  readonly filled: { marked: number; of: number } = $derived.by(() => {
    const expected = this.rows.filter((row) => this.#expected(row));
    return { marked: expected.filter((row) => this.cell(row, this.session)).length, of: expected.length };
  });

  /** Shows what is on record; what is not saved yet stays as it was marked. */
  show(grid: AttendanceGrid): void {
    clearTimeout(this.#timer);
    const before = this.grid && { session: this.session?.id, participant: this.row?.person.id };
    this.grid = sharing(grid, this.grid);
    this.#answered = grid;
    this.#fill([...onRecord(grid), ...this.queue.unsaved]);
    if (before) this.#goTo(before.session, before.participant);
    else this.choose(firstSession(grid.sessions, grid.today));
  }

  /** Keeps an answer to a mark, to show it with its sums once the keys rest: a large class is not drawn anew at each key. */
  answer(grid: AttendanceGrid): void {
    this.#answered = grid;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.show(grid), SHOWN_AFTER_MS);
  }

  cell(row: GridRow | undefined, session: SessionRow | undefined): Cell | undefined {
    return (row && session && this.#cells.get(keyOf({ session: session.id, participant: row.person.id }))) ?? undefined;
  }

  /** Why a cell cannot be marked; null when it can. */
  closed({ row, column }: Place): Closed {
    const line = this.rows[row];
    const session = this.sessions[column];
    return line && session ? closedBecause(line, column, session, this.today) : "after";
  }

  /** Makes a session the one that is filled in, beginning with the first person who has no mark yet. */
  choose(column: number): void {
    this.keys = 0;
    this.at = { row: 0, column };
    const [first] = this.#waiting();
    if (first) this.at = { row: this.rows.indexOf(first), column };
  }

  focus(place: Place): void {
    if (place.column !== this.at.column) this.keys = 0;
    this.at = place;
  }

  /** Does what a key says; false when that is not for the cells. */
  press(key: GridKey): boolean {
    const { row, column } = this.at;
    if (key.act === "move") this.focus({ row: within(row + key.rows, this.rows), column: within(column + key.columns, this.sessions) });
    else if (key.act === "edge") this.#toEdge(key.to);
    else if (key.act === "mark") this.mark(key.mark);
    else if (key.act === "clear") this.clear();
    else if (key.act === "rest_present") this.restPresent();
    else if (key.act === "undo") this.undo();
    else if (key.act === "redo") this.redo();
    else return false;
    this.keys += 1;
    return true;
  }

  /**
   * Marks the person and goes down to the next who is expected; false when there is nothing to mark here. Whoever was
   * not enrolled on that day can only have been there, as a guest.
   */
  mark(mark: Mark): boolean {
    const { row } = this;
    if (!row || !this.#takes(mark)) return false;
    if (this.cell(row, this.session)?.mark !== mark) this.#write([this.#change(row, { mark, minutes: null })]);
    this.#say(row);
    this.#goDown();
    return true;
  }

  clear(): boolean {
    const { row } = this;
    if (!row || !this.cell(row, this.session)) return false;
    this.#write([this.#change(row, null)]);
    this.#say(row);
    return true;
  }

  /** How long somebody was there, when it was not all of the session. */
  setMinutes(minutes: number | null): boolean {
    const { row } = this;
    const mark = this.cell(row, this.session)?.mark === "late" ? "late" : "present";
    if (!row || !this.#takes(mark)) return false;
    this.#write([this.#change(row, { mark, minutes })]);
    this.#say(row);
    return true;
  }

  /** Marks everybody of this session who has no mark yet as present; returns how many. */
  restPresent(): number {
    const rest = this.#waiting();
    if (rest.length > 0) this.#write(rest.map((row) => this.#change(row, { mark: "present", minutes: null })));
    return rest.length;
  }

  undo(): boolean {
    const step = this.#done.at(-1);
    if (!step) return false;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, step];
    this.#apply(step.map(({ change, before }) => ({ ...change, cell: before })));
    return true;
  }

  redo(): boolean {
    const step = this.#undone.at(-1);
    if (!step) return false;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, step];
    this.#apply(step.map(({ change }) => ({ ...change })));
    return true;
  }

  /** Goes to somebody in the session that is filled in. */
  goToPerson(participant: number): void {
    this.#goTo(this.session?.id, participant);
  }

  /** Steps are forgotten, for what they were about was changed in another way. */
  forget(): void {
    this.#done = [];
    this.#undone = [];
  }

  #change(row: GridRow, cell: Cell | null): Change {
    return { session: this.session?.id ?? 0, participant: row.person.id, cell };
  }

  #write(changes: Change[]): void {
    this.#done = [...this.#done, changes.map((change) => ({ change, before: this.#cells.get(keyOf(change)) ?? null }))];
    this.#undone = [];
    this.#set(changes);
  }

  // Goes to the first cell that changes, so that what comes back is seen.
  #apply(changes: Change[]): void {
    this.#set(changes);
    const [first] = changes;
    if (first) this.#goTo(first.session, first.participant);
    if (this.row) this.#say(this.row);
  }

  #set(changes: Change[]): void {
    for (const change of changes) this.#put(change);
    this.queue.add(changes);
  }

  // Touches only what differs, so that only those cells are drawn anew.
  #fill(changes: readonly Change[]): void {
    const wanted = new Map(changes.map((change) => [keyOf(change), change.cell]));
    for (const { person } of this.rows) {
      for (const { id } of this.sessions) {
        const key = keyOf({ session: id, participant: person.id });
        const cell = wanted.get(key) ?? null;
        const there = this.#cells.get(key);
        if (there === undefined || there?.mark !== cell?.mark || there?.minutes !== cell?.minutes) this.#cells.set(key, cell);
      }
    }
  }

  #put(change: Change): void {
    this.#cells.set(keyOf(change), change.cell);
  }

  // What the records refused is not shown as if it stood there, nor can it be taken back.
  #takeOut(refused: readonly Change[]): void {
    const gone = new Set(refused.map(keyOf));
    const standing = new Map(this.#answered ? onRecord(this.#answered).map((change) => [keyOf(change), change.cell]) : []);
    for (const change of refused) this.#put({ ...change, cell: standing.get(keyOf(change)) ?? null });
    const stays = (step: Step) => !step.some(({ change }) => gone.has(keyOf(change)));
    this.#done = this.#done.filter(stays);
    this.#undone = this.#undone.filter(stays);
  }

  #takes(mark: Mark): boolean {
    const closed = this.closed(this.at);
    if (this.row?.cells[this.at.column]?.standing === "enrolled") return closed === null;
    return closed !== "not_held" && (this.session?.session.on ?? "") <= this.today && (mark === "present" || mark === "late");
  }

  #expected(row: GridRow): boolean {
    const { column } = this.at;
    return row.cells[column]?.standing === "enrolled" && this.closed({ row: this.rows.indexOf(row), column }) === null;
  }

  #waiting(): GridRow[] {
    return this.rows.filter((row) => this.#expected(row) && !this.cell(row, this.session));
  }

  #goDown(): void {
    const { row, column } = this.at;
    const next = this.rows.findIndex((each, index) => index > row && this.#expected(each));
    if (next > 0) this.at = { row: next, column };
  }

  #toEdge(to: "row_start" | "row_end" | "first" | "last"): void {
    const column = to === "row_start" ? 0 : to === "row_end" ? this.sessions.length - 1 : this.at.column;
    const row = to === "first" ? 0 : to === "last" ? this.rows.length - 1 : this.at.row;
    this.focus({ row: Math.max(0, row), column: Math.max(0, column) });
  }

  #goTo(session: number | undefined, participant: number | undefined): void {
    const column = this.sessions.findIndex(({ id }) => id === session);
    const row = this.rows.findIndex(({ person }) => person.id === participant);
    this.at = {
      row: row >= 0 ? row : within(this.at.row, this.rows),
      column: column >= 0 ? column : within(this.at.column, this.sessions),
    };
  }

  #say(row: GridRow): void {
    this.said = { row, cell: this.cell(row, this.session) ?? null };
  }
}

function within(index: number, list: readonly unknown[]): number {
  return Math.max(0, Math.min(list.length - 1, index));
}
