import type { Commands } from "../api/generated/commands";
import type {
  FormAudience,
  FormDefinition,
  FormEdit,
  FormEdited,
  FormFinding,
  FormImport,
  FormItem,
  FormPage,
  FormSummary,
  SessionView,
} from "../api/generated/contract";
import { questionsById } from "../asking/outline";
import { evaluate } from "./fake-evaluation";
import { ask, household } from "./fake-form-data";
import type { FakeInterviews } from "./fake-interview-state";

type FormsCommand =
  | "evaluate_draft"
  | "preview_draft_upgrade"
  | "upgrade_draft"
  | "take_over_draft"
  | "interview_summary"
  | "sealed_notes"
  | "draft_sealed_note"
  | "write_sealed_note"
  | "reveal_sealed_note"
  | "remove_sealed_note"
  | "restore_sealed_note"
  | "hand_screen"
  | "handed_screen"
  | "evaluate_handed"
  | "save_handed"
  | "take_back_screen"
  | "forms"
  | "form"
  | "copy_form"
  | "preview_form"
  | "publish_form"
  | "retire_form"
  | "choose_form_file"
  | "import_form";
type FormsHandlers = { [N in FormsCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

interface Handed {
  draft: number;
  language: string;
}

/** Answers the commands of this area from memory. */
export function formsCommands(interviews: FakeInterviews): FormsHandlers {
  const { session, refuse, now, find } = interviews.around;
  const typedNotes = new Map<number, string>();
  const unpublished = new Map<number, Commands["preview_form"]["request"]["edits"]>();
  let handed: Handed | null = null;
  let chosen: FormImport | null = null;
  const notes: { note: number; participant: number; text: string; written_at: string; reveals: number; revealed_at: string | null }[] = [
    { note: 1, participant: 2, text: "国の家族のことは、弟の名前を出さずに話す。", written_at: "2024-06-03T15:10:00+09:00", reveals: 1, revealed_at: "2024-06-10T09:00:00+09:00" },
  ];
  const gone: typeof notes = [];

  const summary = (form: FormDefinition): FormSummary => ({
    form: form.form,
    code: form.code,
    title: form.title,
    languages: form.languages,
    version: form.version,
    author_version: form.code === "household" ? "2024-05" : "",
    questions: [...questionsById(form).values()].filter(({ type }) => !["note", "calculate", "hidden"].includes(type)).length,
    source: form.code === "standard" ? "built_in" : "xlsform",
    created_at: form.code === "standard" ? "" : "2024-05-20T10:00:00+09:00",
    retired_on: interviews.retired.get(form.form) ?? null,
    interviews: form.code === "standard" ? 7 : 2,
    drafts: interviews.drafts.filter((draft) => draft.form.form === form.form && draft.saved_at !== null).length,
  });
  const numbers = () => [...new Set(interviews.forms.map(({ form }) => form))];
  const page = (form: number, version?: number): FormPage => {
    const own = interviews.forms.filter((each) => each.form === form);
    const definition = own.find((each) => each.version === version) ?? interviews.newest(form);
    const line = (each: FormDefinition) => {
      const { author_version, source, created_at } = summary(each);
      return { version: each.version, author_version, source, created_at };
    };
    return { summary: summary(interviews.newest(form)), definition, versions: own.map(line).reverse(), answered: ["wish", "living"], unpublished: unpublished.get(form) ?? [] };
  };
  const sealed = (participant: number) => ({
    person: find(participant).row,
    notes: notes
      .filter((one) => one.participant === participant)
      .map(({ note, written_at, reveals, revealed_at }) => ({ note, written_at, by: "佐藤 みなと", reveals, revealed_at }))
      .reverse(),
    draft: typedNotes.get(participant) ?? "",
  });
  const handedView = (): Commands["handed_screen"]["view"] => {
    const { draft, language } = handed ?? refuse("wrong_stage");
    const open = interviews.draft(draft);
    const definition = { ...open.form, items: forParticipant(open.form.items) };
    const spoken = definition.languages.find(({ code }) => code === language) ?? refuse("unknown_code");
    const paths = new Set(questionsById(definition).keys());
    const own = Object.entries(open.answers).filter(([path]) => path.endsWith("[]") || paths.has(path.replace(/\[\d+\]/g, "[]")));
    return { language: spoken, definition, answers: Object.fromEntries(own), state: evaluate(definition, open.answers), revision: open.revision };
  };

  return {
    evaluate_draft: ({ draft, answers }) => evaluate(interviews.draft(draft).form, answers),
    preview_draft_upgrade: ({ draft }) => {
      const open = interviews.draft(draft);
      return { from: open.form.version, to: interviews.newest(open.form.form).version, added: [], gone: [], changed: [], aside: [] };
    },
    upgrade_draft: ({ draft }) => {
      const open = interviews.draft(draft);
      open.form = interviews.newest(open.form.form);
      open.revision += 1;
      return interviews.view(open);
    },
    take_over_draft: () => refuse("not_found"),
    interview_summary: ({ interview, language }) => {
      const record = interviews.commands().interview({ interview });
      const said = (words: Record<string, string> | undefined) => words?.[language] ?? words?.["ja"] ?? "";
      const questions = questionsById(record.form);
      return {
        person: record.person,
        held_on: record.held_on,
        by: record.by,
        title: said(record.form.title as Record<string, string>),
        rtl: record.form.languages.find(({ code }) => code === language)?.rtl ?? false,
        sections: record.form.items.flatMap((item) => {
          const inside = item.kind === "question" ? [item] : item.items;
          const lines = inside.flatMap(({ id }) => {
            const text = record.answers[id];
            const question = questions.get(id);
            if (!text || !question) return [];
            return [{ path: id, label: said(question.label as Record<string, string>), text, sensitive: question.sensitive }];
          });
          const title = item.kind === "question" ? "" : said(item.label as Record<string, string>);
          return lines.length > 0 ? [{ title, number: null, lines }] : [];
        }),
      };
    },
    sealed_notes: ({ participant }) => sealed(participant),
    draft_sealed_note: ({ participant, text }) => {
      typedNotes.set(participant, text);
      return null;
    },
    write_sealed_note: ({ participant, text }) => {
      typedNotes.delete(participant);
      notes.push({ note: notes.length + gone.length + 1, participant, text, written_at: now(), reveals: 0, revealed_at: null });
      return sealed(participant);
    },
    reveal_sealed_note: ({ note }) => {
      const found = notes.find((one) => one.note === note) ?? refuse("not_found");
      found.reveals += 1;
      found.revealed_at = now();
      return { note, text: found.text };
    },
    remove_sealed_note: ({ note }) => {
      const found = notes.find((one) => one.note === note) ?? refuse("not_found");
      gone.push(...notes.splice(notes.indexOf(found), 1));
      return sealed(found.participant);
    },
    restore_sealed_note: ({ note }) => {
      const found = gone.find((one) => one.note === note) ?? refuse("not_found");
      notes.push(...gone.splice(gone.indexOf(found), 1));
      return sealed(found.participant);
    },
    hand_screen: ({ draft, language }) => {
      handed = { draft, language };
      const view = handedView();
      session.stage = "handed";
      return view;
    },
    handed_screen: () => {
      // For a look at it alone: `?stage=handed&spoken=ar`.
      handed ??= { draft: interviews.commands().open_interview({ participant: 3, form: 2 }).draft, language: spokenLanguage() };
      return handedView();
    },
    evaluate_handed: ({ answers }) => evaluate(handedView().definition, answers),
    save_handed: ({ revision, answers }) => {
      const open = interviews.draft(handed?.draft ?? 0);
      if (open.revision !== revision) refuse("draft_conflict");
      for (const [path, text] of Object.entries(answers)) open.answers[path] = text ?? "";
      open.revision += 1;
      open.saved_at = now();
      return { revision: open.revision, saved_at: now(), state: evaluate(handedView().definition, open.answers) };
    },
    take_back_screen: ({ current }): SessionView => {
      if (current.length < 4) refuse("wrong_secret", "current");
      handed = null;
      session.stage = "open";
      return { ...session };
    },
    forms: () => ({ forms: numbers().map((form) => summary(interviews.newest(form))).sort((a, b) => Number(a.retired_on !== null) - Number(b.retired_on !== null)) }),
    form: ({ form, version }) => page(form, version),
    copy_form: ({ form, code, title, language }) => {
      if (interviews.forms.some((each) => each.code === code)) refuse("bad_characters", "code");
      const number = Math.max(...numbers()) + 1;
      const { title: was, ...rest } = structuredClone(interviews.newest(form));
      interviews.forms.push({ ...rest, form: number, version: 1, code, title: { ...was, [language]: title } });
      return page(number);
    },
    preview_form: ({ form, edits }) => {
      unpublished.set(form, edits);
      return edited(interviews.newest(form), edits);
    },
    publish_form: ({ form, edits }) => {
      const { definition, refused } = edited(interviews.newest(form), edits);
      if (refused.length > 0) refuse("bad_request");
      interviews.forms.push({ ...definition, version: definition.version + 1 });
      unpublished.delete(form);
      return page(form);
    },
    retire_form: ({ form, retired }) => {
      if (retired) interviews.retired.set(form, "2024-06-20");
      else interviews.retired.delete(form);
      return formsCommands(interviews).forms(null);
    },
    choose_form_file: () => {
      chosen = new URLSearchParams(window.location.search).has("refused") ? refusedFile : goodFile(Math.max(...numbers()) + 1);
      return chosen;
    },
    import_form: () => {
      const definition = chosen?.definition ?? refuse("bad_request");
      interviews.forms.push(definition);
      return page(definition.form);
    },
  };
}

function spokenLanguage(): string {
  return new URLSearchParams(window.location.search).get("spoken") ?? "ar";
}

function forParticipant(items: readonly FormItem[]): FormItem[] {
  return items.flatMap((item): FormItem[] => {
    if (item.kind === "question") return item.audience === "participant" ? [item] : [];
    const inside = forParticipant(item.items);
    return inside.length > 0 ? [{ ...item, items: inside }] : [];
  });
}

/** A form with changes, as far as the invented world carries them out. */
function edited(form: FormDefinition, edits: readonly FormEdit[]): FormEdited {
  const definition = structuredClone(form);
  const refused: FormFinding[] = [];
  for (const edit of edits) apply(definition, edit, refused);
  return { definition, refused };
}

function apply(form: FormDefinition, edit: FormEdit, refused: FormFinding[]): void {
  const siblings = "id" in edit ? siblingsOf(form.items, edit.id) : undefined;
  const at = "id" in edit ? (siblings?.findIndex(({ id }) => id === edit.id) ?? -1) : -1;
  const item = siblings?.[at];
  switch (edit.kind) {
    case "title":
      form.title[edit.language] = edit.text;
      break;
    case "label":
      if (item) item.label[edit.language] = edit.text;
      if (item?.kind === "question" && Object.values(item.label).every((text) => text === "")) {
        refused.push({ sheet: "", row: null, column: "label", code: "label_missing", what: item.id });
      }
      break;
    case "hint":
      if (item?.kind === "question") item.hint[edit.language] = edit.text;
      break;
    case "required":
      if (item?.kind === "question") item.required = edit.on;
      break;
    case "sensitive":
      if (item?.kind === "question") item.sensitive = edit.on;
      break;
    case "audience":
      if (item) audience(item, edit.audience);
      break;
    case "move": {
      if (!siblings || !item) break;
      siblings.splice(at, 1);
      const before = siblings.findIndex(({ id }) => id === edit.before);
      siblings.splice(before === -1 ? siblings.length : before, 0, item);
      break;
    }
    case "remove":
      if (item?.kind === "question" && item.id === "children_any") {
        refused.push({ sheet: "", row: null, column: "relevant", code: "needed_by_another", what: item.id });
      }
      siblings?.splice(at, 1);
      break;
    case "add_question":
      insideOf(form, edit.inside).push(ask(edit.name, edit.type, edit.label as Record<string, string>, { list: edit.list }));
      break;
    case "add_choice":
      (form.lists[edit.list] ??= []).push({ name: edit.name, label: edit.label });
      break;
    case "choice_label": {
      const choice = form.lists[edit.list]?.find(({ name }) => name === edit.name);
      if (choice) choice.label[edit.language] = edit.text;
      break;
    }
    case "remove_choice":
      form.lists[edit.list] = (form.lists[edit.list] ?? []).filter(({ name }) => name !== edit.name);
      break;
    case "add_language":
      form.languages.push({ code: edit.code, name: edit.name, rtl: ["ar", "fa", "ur"].includes(edit.code) });
  }
}

function siblingsOf(items: FormItem[], wanted: string): FormItem[] | undefined {
  if (items.some(({ id }) => id === wanted)) return items;
  for (const item of items) {
    const found = item.kind === "question" ? undefined : siblingsOf(item.items, wanted);
    if (found) return found;
  }
  return undefined;
}

function insideOf(form: FormDefinition, wanted: string | null): FormItem[] {
  const item = wanted === null ? undefined : siblingsOf(form.items, wanted)?.find(({ id }) => id === wanted);
  return item && item.kind !== "question" ? item.items : form.items;
}

function audience(item: FormItem, who: FormAudience): void {
  if (item.kind === "question") item.audience = who;
  else for (const each of item.items) audience(each, who);
}

const nothing = { chosen: true, author_version: "2024-06", warnings: [], refused: [], replaces: null, unchanged: false } as const;

function goodFile(form: number): FormImport {
  const definition: FormDefinition = { ...structuredClone(household), form, version: 1, code: "arrival", title: { ja: "到着後の聞き取り", en: "After arrival" } };
  return {
    ...nothing,
    refused: [],
    source: "xlsform",
    code: "arrival",
    title: definition.title,
    languages: definition.languages,
    questions: 16,
    warnings: [
      { sheet: "survey", row: 4, column: "type", code: "metadata_left_out", what: "deviceid" },
      { sheet: "survey", row: 1, column: "body::accuracyThreshold", code: "column_ignored", what: "body::accuracyThreshold" },
      { sheet: "choices", row: 12, column: "label::Arabic (ar)", code: "translation_missing", what: "ar" },
    ],
    definition,
  };
}

const refusedFile: FormImport = {
  ...nothing,
  source: "xlsform",
  code: "field_visit",
  title: { ja: "訪問" },
  languages: [{ code: "ja", name: "日本語", rtl: false }],
  questions: 9,
  refused: [
    { sheet: "survey", row: 7, column: "type", code: "type_unsupported", what: "geopoint" },
    { sheet: "survey", row: 12, column: "calculation", code: "function_unsupported", what: "pulldata" },
    { sheet: "survey", row: 15, column: "relevant", code: "reference_unknown", what: "${brother}" },
  ],
  warnings: [{ sheet: "media", row: null, column: "", code: "sheet_ignored", what: "media" }],
  definition: null,
};
