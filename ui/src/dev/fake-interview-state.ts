import type { Commands } from "../api/generated/commands";
import type { ErrorCode, FormDefinition, InterviewDraftView, ParticipantView, SessionView } from "../api/generated/contract";
import { evaluate } from "./fake-evaluation";
import { household, standard } from "./fake-form-data";
import { fact, TODAY, type FakePerson } from "./fake-people";

type InterviewCommand = "open_interview" | "save_draft" | "finish_interview" | "discard_draft" | "restore_draft" | "interview";
type Handlers = { [N in InterviewCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

export interface DraftState {
  draft: number;
  participant: number;
  form: FormDefinition;
  answers: Record<string, string>;
  focus: string | null;
  held_on: string;
  revision: number;
  saved_at: string | null;
}

/** What the interviews of the invented world need from the rest of it. */
export interface Around {
  session: SessionView;
  find: (id: number) => FakePerson;
  view: (person: FakePerson) => ParticipantView;
  now: () => string;
  refuse: (code: ErrorCode, field?: string | null) => never;
}

const begun = { living: "友人の家に住んでいる", jobs: "物流会社で2年\n通訳の手伝い", wish: "事務の仕事" };

/** Drafts and finished interviews of the invented world. */
export class FakeInterviews {
  readonly drafts: DraftState[] = [];
  readonly around: Around;
  /** Every version of every form, the newest of each last. */
  readonly forms: FormDefinition[] = [standard, household];
  readonly retired = new Map<number, string>();
  #thrownAway: DraftState[] = [];
  #held = new Map<number, DraftState>();

  constructor(around: Around, people: readonly FakePerson[]) {
    this.around = around;
    for (const [index, participant] of [2, 4].entries()) {
      if (!people[participant - 1]) continue;
      const made = this.#draft(participant, standard, index + 1);
      Object.assign(made, { answers: { ...begun }, focus: "wish", revision: 3, saved_at: `${index === 0 ? TODAY : "2024-06-19"}T16:42:00+09:00` });
      this.drafts.push(made);
    }
  }

  newest(form: number): FormDefinition {
    return this.forms.findLast((each) => each.form === form) ?? this.around.refuse("not_found");
  }

  draft(id: number): DraftState {
    return this.drafts.find((one) => one.draft === id) ?? this.around.refuse("not_found");
  }

  view(one: DraftState): InterviewDraftView {
    const person = this.around.find(one.participant);
    const newest = this.newest(one.form.form).version;
    const old = { questions: [] };
    return {
      ...old,
      draft: one.draft,
      person: person.row,
      answers: one.answers,
      focus: one.focus,
      held_on: one.held_on,
      revision: one.revision,
      saved_at: one.saved_at,
      consent: this.around.view(person).interview_consent,
      languages: person.languages,
      form: one.form,
      state: evaluate(one.form, one.answers),
      aside: [],
      newer: newest > one.form.version ? newest : null,
      others:
        one.participant === 5
          ? [{ draft: 900, by: "田中 はるか", title: standard.title, saved_at: "2024-06-18T11:20:00+09:00", orphaned: true }]
          : [],
    };
  }

  commands(): Handlers {
    const { refuse, now, find } = this.around;
    return {
      open_interview: ({ participant, form }) => {
        const wanted = (one: DraftState) => one.participant === participant && (form === undefined || one.form.form === form);
        const open = this.drafts.find((one) => wanted(one) && one.saved_at) ?? this.drafts.find(wanted);
        if (open) return this.view(open);
        const made = this.#draft(participant, this.newest(form ?? 1), this.drafts.length + this.#thrownAway.length + 1);
        this.drafts.push(made);
        return this.view(made);
      },
      save_draft: ({ draft, revision, answers, focus, held_on }) => {
        const open = this.draft(draft);
        if (open.revision !== revision) refuse("draft_conflict");
        const filled = Object.entries(answers).flatMap(([id, text]) => (text ? [[id, text] as const] : []));
        Object.assign(open, { answers: Object.fromEntries(filled), focus, held_on, saved_at: now() });
        open.revision += 1;
        return { revision: open.revision, saved_at: now(), state: evaluate(open.form, open.answers) };
      },
      finish_interview: ({ draft, skip_missing }) => {
        const open = this.draft(draft);
        if (Object.values(open.answers).every((text) => !text)) refuse("nothing_answered");
        if (!/^\d{4}-\d{2}-\d{2}$/.test(open.held_on)) refuse("date_incomplete", "held_on");
        if (open.held_on > TODAY) refuse("date_in_future", "held_on");
        const problems = Object.entries(evaluate(open.form, open.answers).questions).flatMap(([path, { problem }]) => {
          const label = labelOf(open.form, path);
          return problem && !(skip_missing && problem.code === "missing") ? [{ path, label, problem }] : [];
        });
        if (problems.length > 0) return { interview: null, participant: open.participant, problems };
        this.drafts.splice(this.drafts.indexOf(open), 1);
        const id = 5000 + this.#held.size;
        this.#held.set(id, open);
        const person = find(open.participant);
        person.facts = [fact(person.row, "interview", id, open.held_on, null), ...person.facts];
        return { interview: id, participant: open.participant, problems: [] };
      },
      discard_draft: ({ draft }) => {
        const open = this.draft(draft);
        this.drafts.splice(this.drafts.indexOf(open), 1);
        this.#thrownAway.push(open);
        return null;
      },
      restore_draft: ({ draft }) => {
        const gone = this.#thrownAway.find((one) => one.draft === draft) ?? refuse("not_found");
        this.#thrownAway.splice(this.#thrownAway.indexOf(gone), 1);
        this.drafts.push(gone);
        return null;
      },
      interview: ({ interview }) => {
        const kept = this.#held.get(interview);
        const person = find(kept?.participant ?? Math.floor(interview / 10));
        const on = person.facts.find((one) => one.kind === "interview" && one.fact === interview)?.on ?? TODAY;
        const form = kept?.form ?? standard;
        const answers = kept?.answers ?? begun;
        const old = { questions: [] };
        return {
          ...old,
          interview,
          person: person.row,
          held_on: kept?.held_on ?? on,
          answers,
          by: "佐藤 みなと",
          form,
          state: evaluate(form, answers),
          aside: [],
          skipped: [],
        };
      },
    };
  }

  #draft(participant: number, form: FormDefinition, draft: number): DraftState {
    return { draft, participant, form, answers: {}, focus: null, held_on: TODAY, revision: 0, saved_at: null };
  }
}

function labelOf(form: FormDefinition, path: string): Record<string, string> {
  const id = path.replace(/\[\d+\]/g, "[]");
  const visit = (items: FormDefinition["items"]): Record<string, string> | undefined => {
    for (const item of items) {
      if (item.id === id) return item.label as Record<string, string>;
      const found = item.kind === "question" ? undefined : visit(item.items);
      if (found) return found;
    }
    return undefined;
  };
  return visit(form.items) ?? {};
}
