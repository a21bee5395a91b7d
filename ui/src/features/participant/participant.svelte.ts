import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type {
  ConsentHow,
  ConsentPurpose,
  ConsentView,
  FactView,
  ParticipantView,
  WithdrawalEffectsView,
} from "$api/generated/contract";
import { fiscalYearOf } from "$format";

/** The facts of one fiscal year. */
export interface YearOfFacts {
  year: number;
  facts: FactView[];
}

/** Groups facts, newest first, by fiscal year. */
export function byFiscalYear(facts: FactView[]): YearOfFacts[] {
  const years: YearOfFacts[] = [];
  for (const fact of facts) {
    const year = fiscalYearOf(fact.on);
    const last = years.at(-1);
    if (last?.year === year) last.facts.push(fact);
    else years.push({ year, facts: [fact] });
  }
  return years;
}

/** The page of one participant. */
export class Participant {
  readonly id: number;
  view: ParticipantView | null = $state.raw(null);
  failure: CommandFailure | null = $state(null);

  constructor(id: number) {
    this.id = id;
  }

  async load(): Promise<void> {
    try {
      this.view = await call("participant", { id: this.id });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }
}

/** A consent while it is written down. */
export class ConsentForm {
  purpose: ConsentPurpose = $state("interview");
  how: ConsentHow = $state("spoken");
  /** Towards one recipient by name, and not towards everybody whom the purpose means. */
  named: "any" | "named" = $state("any");
  recipientName = $state("");
  language = $state("");
  interpreter = $state("");
  on = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state(null);

  constructor(language: string, today: string) {
    this.language = language;
    this.on = today;
  }

  async save(participant: number): Promise<ParticipantView | null> {
    const { purpose, how, language, interpreter, on } = this;
    const one = purpose !== "interview" && this.named === "named";
    const recipient = purpose === "interview" ? ("own" as const) : this.named;
    const towards = { recipient, recipient_name: one ? this.recipientName : "" };
    this.busy = true;
    this.failure = null;
    try {
      return await call("record_consent", { participant, purpose, ...towards, how, language, interpreter, on });
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** The withdrawal of a consent, until it is confirmed. */
export class Withdrawal {
  readonly consent: ConsentView;
  /** What it ends and what it leaves, once that is known. */
  effects: WithdrawalEffectsView | null = $state.raw(null);
  on = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state(null);

  constructor(consent: ConsentView, today: string) {
    this.consent = consent;
    this.on = today;
  }

  async look(): Promise<void> {
    try {
      this.effects = await call("withdrawal_effects", { consent: this.consent.id });
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async save(participant: number): Promise<ParticipantView | null> {
    this.busy = true;
    this.failure = null;
    try {
      return await call("withdraw_consent", { participant, consent: this.consent.id, on: this.on });
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
