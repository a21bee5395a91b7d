import { call } from "$api/call";
import type { FormImport, FormPage, FormSummary } from "$api/generated/contract";
import { Attempting } from "../../attempt.svelte";

/** The forms in the settings: their list, the one that is open, the file that is being looked at. */
export class FormsDesk extends Attempting {
  forms = $state.raw<readonly FormSummary[] | null>(null);
  page = $state.raw<FormPage | null>(null);
  file = $state.raw<FormImport | null>(null);

  load(): Promise<boolean> {
    return this.attempt(async () => {
      this.forms = (await call("forms")).forms;
    });
  }

  open(form: number, version?: number): Promise<boolean> {
    return this.attempt(async () => {
      this.page = await call("form", version === undefined ? { form } : { form, version });
    });
  }

  async close(): Promise<void> {
    this.page = null;
    await this.load();
  }

  /** Asks for a file and shows what it holds; nothing is taken in yet. */
  choose(): Promise<boolean> {
    return this.attempt(async () => {
      const file = await call("choose_form_file");
      if (file.chosen) this.file = file;
    });
  }

  drop(): void {
    this.file = null;
  }

  /** Takes the file in that was looked at. */
  take(): Promise<boolean> {
    return this.attempt(async () => {
      this.page = await call("import_form");
      this.file = null;
    });
  }

  copy(form: number, code: string, title: string, language: string): Promise<void> {
    return call("copy_form", { form, code, title, language }).then((page) => void (this.page = page));
  }

  retire(form: number, retired: boolean): Promise<boolean> {
    return this.attempt(async () => {
      this.forms = (await call("retire_form", { form, retired })).forms;
      if (this.page) this.page = await call("form", { form });
    });
  }
}
