import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { BackupDone, BackupView } from "$api/generated/contract";

/** The last backup, and making a new one. */
export class Backup {
  view: BackupView | null = $state.raw(null);
  done: BackupDone | null = $state.raw(null);
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  async load(): Promise<void> {
    try {
      this.view = await call("backup_state");
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async make(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    this.done = null;
    try {
      this.done = await call("make_backup");
      this.view = await call("backup_state");
    } catch (thrown) {
      this.failure = asFailure(thrown);
    } finally {
      this.busy = false;
    }
  }
}
