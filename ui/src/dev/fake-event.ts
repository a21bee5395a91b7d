import type { Commands } from "../api/generated/commands";
import type { CommandError, EventView, QuickContactView, SessionStage, SessionView } from "../api/generated/contract";
import { headCategories } from "./fake-activities";

type Answered =
  | "begin_event" | "event_screen" | "count_at_event" | "take_contact" | "leave_event" | "quick_contacts" | "complete_contact"
  | "discard_contact" | "restore_contact";
type Handlers = { [N in Answered]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** What event mode needs of the invented world. */
export interface FakeDay {
  passphrase: string;
  stage: (next: SessionStage) => SessionView;
  /** Registers somebody by a name and returns the number. */
  add: (name: string, on: string) => number;
}

const ways = [
  { code: "phone", ja: "電話", en: "Phone" },
  { code: "line", ja: "LINE", en: "LINE" },
];

function refuse(code: CommandError["code"], field: string): never {
  throw { code, field } satisfies CommandError;
}

/** Answers the commands of this area from memory. */
export function eventCommands({ passphrase, stage, add }: FakeDay): Handlers {
  const heads = new Map<string, number>([["companies", 12]]);
  let waiting: QuickContactView[] = [{ id: 1, on: "2024-12-06", name: "ノア", way: "line", value: "noa-2024", language: "en" }];
  let next = 2;
  const screen = (): EventView => ({
    on: "2025-03-14",
    title: "春のつどい",
    counters: headCategories.map((category) => ({ category, heads: heads.get(category.code) ?? 0 })),
    contacts: waiting.length - 1,
    ways,
  });
  const contacts = () => ({ contacts: waiting, ways });
  return {
    begin_event: () => {
      stage("event");
      return screen();
    },
    event_screen: screen,
    count_at_event: ({ category, step }) => {
      const now = (heads.get(category) ?? 0) + step;
      if (now < 0) refuse("out_of_range", "step");
      heads.set(category, now);
      return screen();
    },
    take_contact: ({ agreed, ...contact }) => {
      if (contact.name.trim() === "") refuse("empty", "name");
      if (contact.value.trim() === "") refuse("empty", "value");
      if (!agreed) refuse("empty", "agreed");
      waiting = [...waiting, { id: next++, on: "2025-03-14", ...contact }];
      return screen();
    },
    leave_event: ({ current }) => {
      if (current !== passphrase) refuse("wrong_secret", "current");
      return stage("open");
    },
    quick_contacts: contacts,
    complete_contact: ({ id }) => {
      const contact = waiting.find((one) => one.id === id) ?? refuse("not_found", "id");
      waiting = waiting.filter((one) => one !== contact);
      return { participant: add(contact.name, contact.on) };
    },
    discard_contact: ({ id }) => {
      waiting = waiting.filter((one) => one.id !== id);
      return contacts();
    },
    restore_contact: ({ on, contact: { name, way, value, language } }) => {
      waiting = [...waiting, { id: next++, on, name, way, value, language }];
      return contacts();
    },
  };
}
