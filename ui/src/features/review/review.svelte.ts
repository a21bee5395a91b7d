import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { RetentionPurpose, RetentionRule, ReviewView } from "$api/generated/contract";
import { session } from "$session";

/** Lengths that are offered, in months. */
const lengths = [3, 6, 12, 24, 36, 60, 84, 120];

/** The lengths on offer, with the one in force among them. */
export function offered(months: number): number[] {
  return [...new Set([...lengths, months])].sort((a, b) => a - b);
}

/** Whether the office may choose how long something is kept; the law decides for the ledger. */
export function isOwnChoice(purpose: RetentionPurpose): boolean {
  return purpose !== "placement_ledger";
}

/** The yearly review: rules, whoever is due, and what the law holds back. */
export class Review {
  view: ReviewView | null = $state.raw(null);
  rules: RetentionRule[] = $state.raw([]);
  saving = $state(false);
  confirming = $state(false);
  failure: CommandFailure | null = $state.raw(null);
  ruleFailure: CommandFailure | null = $state.raw(null);
  dateFailure: CommandFailure | null = $state.raw(null);

  get changed(): boolean {
    return JSON.stringify(this.rules) !== JSON.stringify(this.view?.rules ?? []);
  }

  async load(): Promise<void> {
    try {
      this.accept(await call("review"));
      this.failure = null;
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  accept(view: ReviewView): void {
    this.view = view;
    this.rules = view.rules;
  }

  setMonths(purpose: RetentionPurpose, months: number): void {
    this.rules = this.rules.map((rule) => (rule.purpose === purpose ? { purpose, months } : rule));
  }

  /** Saves the rules; answers whether they are kept now. */
  async save(): Promise<boolean> {
    this.saving = true;
    this.ruleFailure = null;
    try {
      this.accept(await call("save_retention", { rules: this.rules }));
      return true;
    } catch (thrown) {
      this.ruleFailure = asFailure(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Says that the date shown is right; answers whether the program agrees. */
  async confirmDate(today: string): Promise<boolean> {
    this.confirming = true;
    this.dateFailure = null;
    try {
      this.accept(await call("confirm_date", { today }));
      return true;
    } catch (thrown) {
      this.dateFailure = asFailure(thrown);
      // The date shown may be that of yesterday by now.
      await session.load().catch(() => null);
      return false;
    } finally {
      this.confirming = false;
    }
  }

  /** Keeps somebody for another year; throws what the program says. */
  async keep(participant: number, reason: string): Promise<void> {
    this.accept(await call("keep_participant", { participant, reason: reason.trim() }));
  }

  /** Removes what the law no longer wants; throws what the program says. */
  async removeHold(hold: number): Promise<void> {
    this.accept(await call("remove_hold", { hold }));
  }
}
