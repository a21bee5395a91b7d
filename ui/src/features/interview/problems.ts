import type { AnswerProblem } from "../../api/generated/contract";
import { t } from "$i18n";
import type { Speaker } from "../../asking/words";

/** What is wrong with an answer: as the author of the form says it, else in our words. */
export function problemWords({ code, message }: AnswerProblem, speaker: Speaker): string {
  return speaker.text(message) || t.interview.problems[code];
}
