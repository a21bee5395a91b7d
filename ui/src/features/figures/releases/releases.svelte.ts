import { call } from "$api/call";
import type { Language, ReleasesView, ReleaseView } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { t } from "$i18n";
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

  /** Writes a file to a place that is chosen in the dialog of the system, and says so. */
  async save(release: number, file: string, language: Language): Promise<void> {
    this.saving = file;
    try {
      const { saved } = await call("save_release_file", { release, file, language });
      if (saved) toasts.say(t.releases.page.saved);
    } catch (thrown) {
      toasts.fail(thrown);
    } finally {
      this.saving = null;
    }
  }
}
