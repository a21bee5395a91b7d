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

/** Tells whether the cell of a person at the session with this index can be marked. */
export function closedBecause(row: GridRow, index: number, grid: Pick<AttendanceGrid, "sessions" | "today">): Closed {
  const session = grid.sessions[index];
  if (session?.state === "not_held") return "not_held";
  if (row.cells[index]?.standing === "outside") return row.cells.slice(index).some(belongs) ? "before" : "after";
  return (session?.session.on ?? "") > grid.today ? "future" : null;
}

const belongs = ({ standing }: GridRow["cells"][number]) => standing === "enrolled";

/** The session to begin with: that of today, else the last one before, else the first. */
export function firstSession(sessions: readonly SessionRow[], today: string): number {
  const past = sessions.flatMap(({ session, state }, index) => (state !== "not_held" && session.on <= today ? [index] : []));
  return past.at(-1) ?? 0;
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
