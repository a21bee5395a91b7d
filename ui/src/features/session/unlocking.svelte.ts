import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { ErrorCode, Openers, SecretKind, SessionView, UnlockRequest } from "$api/generated/contract";

const aboutTheSecret: ErrorCode[] = [
  "wrong_secret",
  "recovery_typo",
  "recovery_mismatch",
  "empty",
  "bad_office_key",
  "same_office_key",
];
const allKinds: SecretKind[] = ["passphrase", "recovery", "escrow"];

/** Opening the vault with a passphrase, the recovery code or both keys of the office. */
export class Unlocking {
  kind: SecretKind = $state("passphrase");
  secret = $state("");
  /** The second key of the office. */
  second = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state(null);
  /** What opens this vault, the usual way first. */
  readonly kinds: SecretKind[];

  constructor(openers: Openers) {
    this.kinds = allKinds.filter((kind) => openers[kind]);
    this.kind = this.kinds[0] ?? "passphrase";
  }

  /** Whether another try with other words may help; otherwise something is wrong with the vault. */
  get wrongSecret(): boolean {
    return this.failure !== null && aboutTheSecret.includes(this.failure.code);
  }

  /** The other ways to open it. */
  get others(): SecretKind[] {
    return this.kinds.filter((kind) => kind !== this.kind);
  }

  switchTo(kind: SecretKind): void {
    this.kind = kind;
    this.failure = null;
    this.#forget();
  }

  async unlock(): Promise<SessionView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      const view = await call("unlock", this.#request());
      this.#forget();
      return view;
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  #request(): UnlockRequest {
    const { kind, secret, second } = this;
    return { kind, secret, second: kind === "escrow" ? second : null };
  }

  #forget(): void {
    this.secret = "";
    this.second = "";
  }
}
