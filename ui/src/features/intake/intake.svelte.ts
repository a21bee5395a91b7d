import { call } from "$api/call";
import { CommandFailure } from "$api/errors";
import type {
  DayOrder,
  ImportDoneView,
  ImportField,
  ImportKind,
  ImportRowFilter,
  ImportRowsPage,
  ImportView,
} from "$api/generated/contract";
import { Attempting } from "../../attempt.svelte";

/** What a file may weigh (bytes). */
export const LARGEST = 20 * 1024 * 1024;
/** How many rows are shown at once. */
export const PAGE = 50;

/** Which part of the way is shown. */
export type Step = "file" | "columns" | "look" | "done";

/** An import under way, from the file to its end. */
export class Intake extends Attempting {
  kind: ImportKind = $state("participants");
  step: Step = $state("file");
  view: ImportView | null = $state.raw(null);
  done: ImportDoneView | null = $state.raw(null);
  filter: ImportRowFilter = $state("faulty");
  offset = $state(0);
  page: ImportRowsPage | null = $state.raw(null);

  /** Whether a person would lose what they chose by leaving. */
  get underWay(): boolean {
    return this.view !== null && this.step !== "done";
  }

  async choose(): Promise<void> {
    await this.#open(() => call("choose_spreadsheet", { kind: this.kind }));
  }

  async drop(file: File): Promise<void> {
    await this.#open(async () => {
      if (file.size > LARGEST) throw new CommandFailure({ code: "spreadsheet_refused", field: "too_large" });
      return call("drop_spreadsheet", { kind: this.kind, data: await readBase64(file) });
    });
  }

  async setSheet(sheet: number, heading_row: number | null): Promise<void> {
    await this.#show(() => call("set_import_sheet", { sheet, heading_row }));
  }

  async setColumn(column: number, field: ImportField | null): Promise<void> {
    await this.#show(() => call("set_import_column", { column, field }));
  }

  /** `order` null leaves it as the sheet shows it. */
  async setChoices(first_contact: string, order: DayOrder | null, cohort = this.view?.cohort ?? null): Promise<void> {
    await this.#show(() => call("set_import_choices", { first_contact, order, cohort }));
  }

  async check(): Promise<void> {
    if (!(await this.#show(() => call("check_import")))) return;
    this.step = "look";
    const summary = this.view?.summary;
    this.filter = summary && summary.faulty > 0 ? "faulty" : summary && summary.twins > 0 ? "twins" : "ready";
    await this.turnTo(0);
  }

  async look(filter: ImportRowFilter): Promise<void> {
    this.filter = filter;
    await this.turnTo(0);
  }

  async turnTo(offset: number): Promise<void> {
    await this.#work(async () => {
      this.page = await call("import_rows", { filter: this.filter, offset, limit: PAGE });
      this.offset = offset;
    });
  }

  async mend(row: number, column: number, text: string): Promise<void> {
    if (await this.#show(() => call("mend_import_cell", { row, column, text }))) await this.#again();
  }

  async chooseTwin(row: number | null, add: boolean): Promise<void> {
    if (await this.#show(() => call("choose_import_twins", { row, add }))) await this.#again();
  }

  async exportErrors(): Promise<boolean> {
    let saved = false;
    await this.#work(async () => {
      saved = (await call("export_import_errors")).saved;
    });
    return saved;
  }

  async run(): Promise<void> {
    await this.#work(async () => {
      this.done = await call("run_import");
      this.step = "done";
      this.view = null;
      this.page = null;
    });
  }

  async forget(): Promise<void> {
    this.view = null;
    this.page = null;
    this.done = null;
    this.failure = null;
    this.step = "file";
    await call("forget_import").catch(() => undefined);
  }

  /** Shows the page again after a row changed; the last page may be gone. */
  async #again(): Promise<void> {
    await this.turnTo(this.offset);
    if (this.page && this.page.rows.length === 0 && this.offset > 0) await this.turnTo(Math.max(0, this.offset - PAGE));
  }

  async #open(ask: () => Promise<ImportView>): Promise<void> {
    await this.#work(async () => {
      const view = await ask();
      if (!view.chosen) return;
      this.view = view;
      this.done = null;
      this.step = "columns";
    });
  }

  async #show(ask: () => Promise<ImportView>): Promise<boolean> {
    return this.#work(async () => {
      this.view = await ask();
    });
  }

  async #work(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    return this.attempt(work);
  }
}

function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    const refuse = () => reject(new CommandFailure({ code: "spreadsheet_refused", field: "unreadable" }));
    reader.onerror = refuse;
    reader.onload = () => {
      if (typeof reader.result !== "string") return refuse();
      resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    };
    reader.readAsDataURL(file);
  });
}

/** Columns as spreadsheets name them: A, B, … Z, AA. */
export function letters(index: number): string {
  let name = "";
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1) name = String.fromCharCode(65 + (rest % 26)) + name;
  return name;
}
