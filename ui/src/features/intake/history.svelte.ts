import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { PastImportView, UndoneImport } from "$api/generated/contract";

/** The imports on record, and undoing one. */
export class History {
  imports: PastImportView[] | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);
  busy = $state(false);

  async load(): Promise<void> {
    try {
      this.imports = (await call("past_imports")).imports;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  /** Undoes an import; the records that were changed since stay. */
  async undo(past: PastImportView): Promise<UndoneImport | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      const undone = await call("undo_import", { import: past.id, also_when_changed: past.changed > 0 });
      await this.load();
      return undone;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
