import type { AnswerProblem, FormDefinition, FormItem, FormState, QuestionState } from "../api/generated/contract";
import { instancePath } from "../asking/repeats";
import { pathOf } from "../asking/outline";

type Answers = Readonly<Partial<Record<string, string>>>;
type Get = (name: string) => string;
type Rules = Record<string, { relevant?: (get: Get) => boolean; value?: (get: Get) => string; wrong?: (get: Get) => boolean }>;

/** What the invented forms depend on: just enough to see a screen move. */
const rules: Rules = {
  "children[]": { relevant: (get) => get("children_any") === "yes" },
  "children[].school": { relevant: (get) => Number(get("children[].age")) >= 6 },
  "children[].age": { wrong: (get) => Number(get("children[].age")) > 120 },
  hours: { wrong: (get) => Number(get("hours")) > 60 },
  weekly: {
    relevant: (get) => get("wage") !== "" || get("hours") !== "",
    value: (get) => {
      const pay = Number(get("wage")) * Number(get("hours"));
      return Number.isFinite(pay) && pay > 0 ? String(pay) : "";
    },
  },
};

/** What a form says about answers, as far as the invented ones need it. */
export function evaluate(form: FormDefinition, answers: Answers): FormState {
  const state: FormState = { questions: {}, repeats: {}, hidden: [], headings: {} };
  visit(form.items, [], true);
  return state;

  function visit(items: readonly FormItem[], numbers: readonly number[], asked: boolean): void {
    for (const item of items) {
      const get: Get = (name) => answers[pathOf(name, numbers)] ?? "";
      const path = pathOf(item.id, numbers);
      const rule = rules[item.id] ?? {};
      const relevant = asked && (rule.relevant?.(get) ?? true);
      if (item.kind === "question") {
        state.questions[path] = questionState(item, relevant, answers[path] ?? "", rule, get);
        continue;
      }
      if (!relevant) state.hidden.push(path);
      if (item.kind === "group") visit(item.items, numbers, relevant);
      else repeat(item, path, numbers, relevant);
    }
  }

  function repeat(item: Extract<FormItem, { kind: "repeat" }>, path: string, numbers: readonly number[], relevant: boolean): void {
    const count = Number(answers[path] ?? "0");
    state.repeats[path] = count;
    for (let number = 1; number <= count; number += 1) {
      if (!relevant) state.hidden.push(instancePath(path, number));
      visit(item.items, [...numbers, number], relevant);
    }
  }
}

function questionState(
  item: Extract<FormItem, { kind: "question" }>,
  relevant: boolean,
  text: string,
  rule: Rules[string],
  get: Get,
): QuestionState {
  const value = rule?.value?.(get) ?? null;
  return {
    relevant,
    required: item.required,
    read_only: value !== null,
    value,
    choices: null,
    label: null,
    hint: null,
    default: null,
    problem: relevant ? problemOf(item, text, rule?.wrong?.(get) ?? false) : null,
  };
}

function problemOf({ type, required }: Extract<FormItem, { kind: "question" }>, text: string, wrong: boolean): AnswerProblem | null {
  const problem = (code: AnswerProblem["code"], message = {}): AnswerProblem => ({ code, message });
  if (text === "") return required ? problem("missing") : null;
  if (type === "integer" && !/^-?\d+$/.test(text)) return problem("not_an_integer");
  if (type === "decimal" && Number.isNaN(Number(text))) return problem("not_a_number");
  if (type === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(text)) return problem("no_such_date");
  if (type === "time" && !/^\d{2}:\d{2}$/.test(text)) return problem("no_such_time");
  return wrong ? problem("constraint", { ja: "この数は大きすぎませんか。", en: "Is this number not too large?" }) : null;
}
