import type { FormDefinition, FormGroup, FormItem, FormQuestion, FormState, QuestionState } from "../api/generated/contract";
import { instancePath } from "./repeats";
import type { Words } from "./words";

type Asked = Extract<FormItem, { kind: "question" }>;
type Grouped = Extract<FormItem, { kind: "group" | "repeat" }>;

/** A question where it stands in the answers. */
export interface QuestionPart {
  readonly kind: "question";
  /** `children[2].age` */
  readonly path: string;
  readonly question: FormQuestion;
  readonly state: QuestionState | undefined;
}

export interface GroupPart {
  readonly kind: "group";
  readonly path: string;
  readonly group: FormGroup;
  /** Its heading, with values put in. */
  readonly label: Words;
  readonly parts: readonly Part[];
}

/** One of several. */
export interface Instance {
  readonly path: string;
  /** From 1. */
  readonly number: number;
  readonly label: Words;
  readonly parts: readonly Part[];
}

export interface RepeatPart {
  readonly kind: "repeat";
  /** Ends with `[]`: where the count is kept. */
  readonly path: string;
  readonly group: FormGroup;
  readonly label: Words;
  /** How many there are, those that are not asked now too. */
  readonly count: number;
  readonly instances: readonly Instance[];
}

export type Part = QuestionPart | GroupPart | RepeatPart;

/** Never on a screen: what the program works out by itself. */
const UNSEEN: ReadonlySet<string> = new Set(["calculate", "hidden"]);

/** What is asked now, in order: no unseen values, nothing that is not relevant. */
export function outline(form: FormDefinition, state: FormState): Part[] {
  const hidden = new Set(state.hidden);

  function partsOf(items: readonly FormItem[], numbers: readonly number[]): Part[] {
    return items.flatMap((item) => (item.kind === "question" ? question(item, numbers) : grouped(item, numbers)));
  }

  function question(item: Asked, numbers: readonly number[]): Part[] {
    const path = pathOf(item.id, numbers);
    const own = state.questions[path];
    if (UNSEEN.has(item.type) || own?.relevant === false) return [];
    return [{ kind: "question", path, question: item, state: own }];
  }

  function grouped(item: Grouped, numbers: readonly number[]): Part[] {
    const path = pathOf(item.id, numbers);
    if (hidden.has(path)) return [];
    if (item.kind === "group") {
      const parts = partsOf(item.items, numbers);
      return parts.length > 0 ? [{ kind: "group", path, group: item, label: headingOf(item, path), parts }] : [];
    }
    const count = state.repeats[path];
    // A repeat inside of what is not asked has no count.
    if (count === undefined) return [];
    return [{ kind: "repeat", path, group: item, label: headingOf(item, path), count, instances: instances(item, path, count, numbers) }];
  }

  function instances(item: Grouped, path: string, count: number, numbers: readonly number[]): Instance[] {
    return Array.from({ length: count }, (_, at) => at + 1).flatMap((number) => {
      const own = instancePath(path, number);
      return hidden.has(own) ? [] : [{ path: own, number, label: headingOf(item, own), parts: partsOf(item.items, [...numbers, number]) }];
    });
  }

  function headingOf(item: Grouped, path: string): Words {
    return state.headings[path] ?? item.label;
  }

  return partsOf(form.items, []);
}

/** Every question of an outline, in order. Notes are read, not answered: they stay out unless told. */
export function questionsOf(parts: readonly Part[], withNotes = false): QuestionPart[] {
  return parts.flatMap((each) => {
    if (each.kind === "question") return withNotes || each.question.type !== "note" ? [each] : [];
    if (each.kind === "group") return questionsOf(each.parts, withNotes);
    return each.instances.flatMap((instance) => questionsOf(instance.parts, withNotes));
  });
}

/** Every question of a form by its id, those that are not asked now too. */
export function questionsById(form: FormDefinition): Map<string, FormQuestion> {
  const found = new Map<string, FormQuestion>();
  const visit = (items: readonly FormItem[]): void => {
    for (const item of items) {
      if (item.kind === "question") found.set(item.id, item);
      else visit(item.items);
    }
  };
  visit(form.items);
  return found;
}

/** Puts the numbers of the instances into an id, from the left; `children[].age` with [2] is `children[2].age`. */
export function pathOf(id: string, numbers: readonly number[]): string {
  let at = 0;
  return id.replace(/\[\]/g, (empty) => {
    const number = numbers[at];
    at += 1;
    return number === undefined ? empty : `[${number}]`;
  });
}

/** The id of the question that a path belongs to. */
export function idOf(path: string): string {
  return path.replace(/\[\d+\]/g, "[]");
}
