import type { FormQuestion } from "../api/generated/contract";
import type { Spoken } from "./words";

/** Our own short words at a question; on the screen of a participant in their language. */
export interface AnswerWords {
  /** The language they are in (BCP 47), for names of months and the like. */
  locale: string;
  clear: string;
  choose: string;
  noMatch: string;
  /** What was chosen is no longer on offer. */
  gone: string;
  dateHint: string;
  timeHint: string;
  day: string;
  time: string;
  today: string;
  up: string;
  down: string;
  /** Takes the order as it stands. */
  keepOrder: string;
  orderHint: string;
  acknowledge: string;
  range: (start: string, end: string) => string;
}

/** A choice with its words. */
export interface Offered {
  readonly name: string;
  readonly label: Spoken;
}

/** What every kind of answer is given. */
export interface AnswerProps {
  question: FormQuestion;
  /** Path of the answer. */
  path: string;
  value: string;
  choices: readonly Offered[];
  words: AnswerWords;
  /** Ids of the page: of the box itself, of its question, of what explains it. */
  id: string;
  labelledby: string;
  describedby: string | undefined;
  invalid: boolean;
  readonly: boolean;
  /** Day of today (ISO 8601), for one key. */
  today: string;
  /** Large targets, for a screen in the hands of a participant. */
  large?: boolean;
  testid: string;
  /** `settled` when nothing more comes after it, such as a choice: then it is saved at once. */
  onanswer: (text: string, settled: boolean) => void;
  onfocus: () => void;
  onblur: () => void;
}

/** Up to this many choices stand side by side; beyond it they are searched. */
export const SHOWN_CHOICES = 9;

/** Whether a question is answered in a box that its label can name, and not by a group of controls. */
export function isOneBox({ question, choices }: Pick<AnswerProps, "question" | "choices">): boolean {
  switch (question.type) {
    case "text":
    case "integer":
    case "decimal":
    case "date":
    case "time":
      return true;
    case "range":
      return stepsOf(question).length === 0;
    case "select_one":
      return isSearched(question, choices);
    default:
      return false;
  }
}

export function isSearched(question: FormQuestion, choices: readonly Offered[]): boolean {
  return choices.length > SHOWN_CHOICES || (question.appearance.split(" ").includes("minimal") && choices.length > 3);
}

const MOST_STEPS = 11;

/** The steps of a range when they are few enough to stand side by side, else none. */
export function stepsOf({ range }: FormQuestion): string[] {
  if (range === null) return [];
  const [start, end, step] = [range.start, range.end, range.step || "1"].map(Number) as [number, number, number];
  const size = Math.abs(step);
  const count = Math.floor(Math.abs(end - start) / size + 1e-9) + 1;
  if (!Number.isFinite(count) || count < 2 || count > MOST_STEPS) return [];
  const places = Math.max(placesOf(range.start), placesOf(range.step));
  const towards = end < start ? -size : size;
  return Array.from({ length: count }, (_, at) => String(Number((start + at * towards).toFixed(places))));
}

function placesOf(number: string): number {
  return /\.(\d+)/.exec(number)?.[1]?.length ?? 0;
}
