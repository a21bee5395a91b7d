import type { AttendanceGrid, GridRow, Mark, SessionRow } from "$api/generated/contract";

/** What is written down of one person at one session. */
export interface Cell {
  mark: Mark;
  /** Minutes there, when it was not all of the session. */
  minutes: number | null;
}

/** What is to be written down: a mark, or that there is none. */
export interface Change {
  session: number;
  participant: number;
  cell: Cell | null;
}

/** Why there is nothing to mark in a cell; null when there is. */
export type Closed = "not_held" | "future" | "before" | "after" | null;

/** Tells whether the cell of a person at a session, the one with this index, can be marked. */
export function closedBecause(row: GridRow, index: number, session: SessionRow, today: string): Closed {
  if (session.state === "not_held") return "not_held";
  if (row.cells[index]?.standing === "outside") return row.cells.slice(index).some(belongs) ? "before" : "after";
  return session.session.on > today ? "future" : null;
}

const belongs = ({ standing }: GridRow["cells"][number]) => standing === "enrolled";

/** The session to begin with: that of today, else the last one before, else the first. */
export function firstSession(sessions: readonly SessionRow[], today: string): number {
  const past = sessions.flatMap(({ session, state }, index) => (state !== "not_held" && session.on <= today ? [index] : []));
  return past.at(-1) ?? 0;
}

/** The new grid with every row and session that did not change taken over from the old one, so that it is not drawn anew. */
export function sharing(grid: AttendanceGrid, old: AttendanceGrid | null): AttendanceGrid {
  if (!old) return grid;
  const people = new Map(old.people.map((row) => [row.person.id, row]));
  const sessions = new Map(old.sessions.map((row) => [row.id, row]));
  const kept = <T>(made: T, there: T | undefined): T => (there !== undefined && JSON.stringify(there) === JSON.stringify(made) ? there : made);
  return {
    ...grid,
    people: grid.people.map((row) => kept(row, people.get(row.person.id))),
    sessions: grid.sessions.map((row) => kept(row, sessions.get(row.id))),
  };
}

/** The marks on record. */
export function onRecord(grid: AttendanceGrid): (Change & { cell: Cell })[] {
  return grid.people.flatMap(({ person, cells }) =>
    cells.flatMap(({ mark, minutes }, index) => {
      const session = grid.sessions[index]?.id;
      return mark && session !== undefined ? [{ session, participant: person.id, cell: { mark, minutes } }] : [];
    }),
  );
}
