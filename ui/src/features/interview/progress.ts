import type { Language, QuestionView } from "../../api/generated/contract";

export interface Section {
  readonly title: string;
  readonly questions: readonly QuestionView[];
}

/** The questions by section, in their order. */
export function sections(questions: readonly QuestionView[], language: Language): Section[] {
  const found: { title: string; questions: QuestionView[] }[] = [];
  for (const question of questions) {
    const title = language === "ja" ? question.section_ja : question.section_en;
    const last = found.at(-1);
    if (last?.title === title) last.questions.push(question);
    else found.push({ title, questions: [question] });
  }
  return found;
}

/** The question before (-1) or after (1); stays at the ends. */
export function neighbour(questions: readonly QuestionView[], current: string | null, step: 1 | -1): string | undefined {
  const at = questions.findIndex((question) => question.id === current);
  const next = at === -1 ? 0 : Math.min(questions.length - 1, Math.max(0, at + step));
  return questions[next]?.id;
}
