import { isRealDate } from "$controls/dates";
import { formatDay } from "$format";
import type { FormDefinition, FormQuestion } from "../api/generated/contract";
import type { Offered } from "./answer";
import type { QuestionPart } from "./outline";
import { namesIn } from "./reading";
import type { Speaker } from "./words";

/** The choices on offer at a question, in words. */
export function offered(form: FormDefinition, { question, state }: Pick<QuestionPart, "question" | "state">, speaker: Speaker): Offered[] {
  const list = question.list === null ? [] : (form.lists[question.list] ?? []);
  const names = state?.choices ?? null;
  const open = names === null ? list : list.filter(({ name }) => names.includes(name));
  return open.map(({ name, label }) => ({ name, label: speaker.say(label) }));
}

/** An answer as one reads it: the words of choices, a day as it is written here. */
export function answerText(form: FormDefinition, question: FormQuestion | undefined, text: string, speaker: Speaker): string {
  const list = question?.list ? (form.lists[question.list] ?? []) : [];
  const word = (name: string) => speaker.text(list.find((choice) => choice.name === name)?.label) || name;
  switch (question?.type) {
    case "select_one":
      return word(text);
    case "select_multiple":
      return namesIn(text).map(word).join(", ");
    case "rank":
      return namesIn(text).map((name, at) => `${at + 1}. ${word(name)}`).join("\n");
    case "date":
      return isRealDate(text) ? formatDay(text) : text;
    case "date_time":
      return dayAndClock(text);
    default:
      return text;
  }
}

function dayAndClock(text: string): string {
  const [day = "", time = ""] = text.split("T");
  return isRealDate(day) ? `${formatDay(day)} ${time.slice(0, 5)}`.trim() : text;
}
