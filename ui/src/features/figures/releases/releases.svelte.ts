import { call } from "$api/call";
import type { Language, ReleasesView, ReleaseView } from "$api/generated/contract";
import { Sending } from "../../../sending.svelte";

/** The ledger of releases. */
export class Ledger extends Sending {
  view = $state.raw<ReleasesView | null>(null);

  async load(): Promise<void> {
    this.view = (await this.run(() => call("releases"))) ?? this.view;
  }
}

/** One release, as it left. */
export class OneRelease extends Sending {
  view = $state.raw<ReleaseView | null>(null);
  /** The file that is saved now. */
  saving = $state<string | null>(null);

  async load(release: number): Promise<void> {
    this.view = (await this.run(() => call("release", { release }))) ?? this.view;
  }

  /** Answers whether the file was written; it was not when the dialog was closed. */
  async save(release: number, file: string, language: Language): Promise<boolean> {
    this.saving = file;
    try {
      return (await call("save_release_file", { release, file, language })).saved;
    } finally {
      this.saving = null;
    }
  }
}
