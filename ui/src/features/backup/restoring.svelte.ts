import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ComparisonView, CountLine, SecretKind } from "$api/generated/contract";

/** Looking into a backup, and putting it in the place of the vault that is here. */
export class Restoring {
  kind: SecretKind = $state("passphrase");
  secret = $state("");
  second = $state("");
  busy: "looking" | "restoring" | null = $state(null);
  /** Set when the native dialog was closed without a choice. */
  notChosen = $state(false);
  failure: CommandFailure | null = $state.raw(null);
  found: ComparisonView | null = $state.raw(null);

  /** At least so much is here and not in the backup. */
  readonly lost: CountLine[] = $derived.by(() => {
    const { backup, current } = this.found ?? {};
    if (!backup || !current || !this.found?.same_vault) return [];
    return current.counts.flatMap(({ what, count }) => {
      const there = backup.counts.find((line) => line.what === what)?.count ?? 0;
      return count > there ? [{ what, count: count - there }] : [];
    });
  });

  switchTo(kind: SecretKind): void {
    this.kind = kind;
    this.failure = null;
    this.#forgetSecrets();
  }

  async look(): Promise<void> {
    await this.#doing("looking", async () => {
      this.notChosen = false;
      const { kind, secret, second } = this;
      const found = await call("look_at_backup", { kind, secret, second: kind === "escrow" ? second : null });
      this.notChosen = !found.chosen;
      if (!found.chosen) return;
      this.found = found;
      this.#forgetSecrets();
    });
  }

  /** True when the backup is in its place. */
  async restore(): Promise<boolean> {
    return this.#doing("restoring", () => call("restore_backup"));
  }

  /** Lets go of a backup that was looked at, and of everything typed. */
  async forget(): Promise<void> {
    this.#forgetSecrets();
    if (this.found === null) return;
    this.found = null;
    await call("forget_backup").catch(() => null);
  }

  #forgetSecrets(): void {
    this.secret = "";
    this.second = "";
  }

  async #doing(busy: "looking" | "restoring", act: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = busy;
    this.failure = null;
    try {
      await act();
      return true;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return false;
    } finally {
      this.busy = null;
    }
  }
}
