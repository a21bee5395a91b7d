import type { CommandError, ErrorCode } from "./generated/contract";
import { t } from "$i18n";

/** A command that was refused or failed. */
export class CommandFailure extends Error {
  readonly code: ErrorCode;
  readonly field: string | null;

  constructor({ code, field }: CommandError) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

/** What happened and what to do about it, in the language of the screen. */
export interface Explanation {
  happened: string;
  advice: string;
}

/** Turns whatever was thrown into a failure that can be shown. */
export function asFailure(thrown: unknown): CommandFailure {
  if (thrown instanceof CommandFailure) return thrown;
  if (isCommandError(thrown)) return new CommandFailure(thrown);
  return new CommandFailure({ code: "internal", field: null });
}

/** Returns the words for a failure. */
export function explain(failure: CommandFailure): Explanation {
  return t.errors.codes[failure.code];
}

/** Returns the words to show at one field, or nothing when the failure is about another. */
export function fieldError(failure: CommandFailure | null, field: string): string | undefined {
  if (failure === null || failure.field !== field) return undefined;
  const { happened, advice } = explain(failure);
  return `${happened} ${advice}`;
}

function isCommandError(thrown: unknown): thrown is CommandError {
  if (typeof thrown !== "object" || thrown === null || !("code" in thrown)) return false;
  return typeof thrown.code === "string" && thrown.code in t.errors.codes;
}
