import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ErrorCode, SecretKind, SessionView } from "$api/generated/contract";

const aboutTheSecret: ErrorCode[] = ["wrong_secret", "recovery_typo", "recovery_mismatch", "empty"];

/** Opening the vault with a passphrase or the recovery code. */
export class Unlocking {
  kind: SecretKind = $state("passphrase");
  secret = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state(null);

  /** Whether another try with other words may help; otherwise something is wrong with the vault. */
  get wrongSecret(): boolean {
    return this.failure !== null && aboutTheSecret.includes(this.failure.code);
  }

  switchTo(kind: SecretKind): void {
    this.kind = kind;
    this.secret = "";
    this.failure = null;
  }

  async unlock(): Promise<SessionView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      const view = await call("unlock", { secret: this.secret, kind: this.kind });
      this.secret = "";
      return view;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
