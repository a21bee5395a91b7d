import { call } from "$api/call";
import type { PassphraseVerdict } from "$api/generated/contract";

const JUDGE_AFTER_MS = 120;

/** The choice between a passphrase that is offered and one that is typed. */
export class PassphraseChoice {
  mode: "own" | "offered" = $state("own");
  suggested = $state("");
  typed = $state("");
  again = $state("");
  verdict: PassphraseVerdict | null = $state(null);
  /** Set once somebody tried to go on. */
  tried = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get value(): string {
    return this.mode === "offered" ? this.suggested : this.typed;
  }

  get differs(): boolean {
    return this.mode === "own" && this.typed !== this.again;
  }

  get ready(): boolean {
    if (this.mode === "offered") return this.suggested !== "";
    return this.verdict?.accepted === true && !this.differs;
  }

  async offer(): Promise<void> {
    this.suggested = (await call("suggest_passphrase")).passphrase;
  }

  useOffered(): void {
    this.mode = "offered";
    this.typed = "";
    this.again = "";
    this.verdict = null;
  }

  chooseOwn(): void {
    this.mode = "own";
    this.tried = false;
  }

  /** Judges what is typed, a moment after the last key. */
  judgeSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.judge().catch(() => (this.verdict = null)), JUDGE_AFTER_MS);
  }

  async judge(): Promise<void> {
    clearTimeout(this.#timer);
    const passphrase = this.typed;
    if (passphrase === "") {
      this.verdict = null;
      return;
    }
    const verdict = await call("judge_passphrase", { passphrase });
    if (passphrase === this.typed) this.verdict = verdict;
  }

  /** Settles the choice; false when something still has to be put right. */
  async settle(): Promise<boolean> {
    this.tried = true;
    if (this.mode === "own") await this.judge();
    return this.ready;
  }

  /** Forgets everything that was typed or offered. */
  forget(): void {
    this.typed = "";
    this.again = "";
    this.suggested = "";
    this.verdict = null;
  }
}
