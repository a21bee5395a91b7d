import type { Commands } from "../api/generated/commands";
import type { CommandError, ErrorCode, LaptopView, LaptopWordsView } from "../api/generated/contract";

type HandoverCommand =
  | "undo_state"
  | "undo"
  | "redo"
  | "laptops"
  | "save_laptop_key"
  | "look_at_laptop"
  | "choose_laptop_key"
  | "know_laptop"
  | "forget_laptop"
  | "whereabouts_of"
  | "hand_over"
  | "save_hand_over"
  | "take_case_back"
  | "look_at_parcel"
  | "accept_parcel"
  | "refuse_parcel"
  | "forget_parcel"
  | "carried_history"
  | "unused_fields"
  | "support_bundle"
  | "save_support_bundle";
type HandoverHandlers = { [N in HandoverCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** Answers the commands of this area from memory. */
export function handoverCommands(): HandoverHandlers {
  const wordsOf = (text: string): LaptopWordsView => ({
    text,
    english: "diary close clever empty affair slender baby pulse pottery range".split(" "),
    japanese: "あいこくしん あいさつ あいだ あおぞら あかちゃん あきる あけがた あける あこがれる あさい".split(" "),
  });
  const own = wordsOf(`tomarigi-laptop-1:${"07".repeat(36)}`);
  let known: LaptopView[] = [{ id: 1, name: "森さんのパソコン", known_on: "2024-06-01", words: wordsOf("tomarigi-laptop-1:08") }];
  const away = new Map<number, { laptop: string; at: string; received: boolean }>();
  const at = "2024-06-20T14:05:00+09:00";
  const where = (id: number) => ({ away: away.get(id) ?? null, came: null, entries: id === 3 ? 2 : 0 });
  const bundle = `{\n  "about": "Tomarigi support bundle 1",\n  "store": { "schema": 3 }\n}\n`;
  const nothing = { undo: null, redo: null, steps: 0 };
  return {
    undo_state: () => nothing,
    undo: () => nothing,
    redo: () => nothing,
    laptops: () => ({ own, known }),
    save_laptop_key: () => ({ saved: true }),
    look_at_laptop: ({ text }) => {
      if (!text.startsWith("tomarigi-laptop-1:")) refuse("not_a_laptop_key");
      return { words: wordsOf(text), known_as: null };
    },
    choose_laptop_key: () => ({ found: { words: wordsOf("tomarigi-laptop-1:09"), known_as: null } }),
    know_laptop: ({ text, name }) => {
      if (!name.trim()) refuse("empty", "name");
      known = [...known, { id: known.length + 1, name, known_on: "2024-06-20", words: wordsOf(text) }];
      return { own, known };
    },
    forget_laptop: ({ laptop }) => {
      known = known.filter(({ id }) => id !== laptop);
      return { own, known };
    },
    whereabouts_of: ({ id }) => where(id),
    hand_over: ({ participant, laptop }) => {
      away.set(participant, { laptop: known.find(({ id }) => id === laptop)?.name ?? "?", at, received: false });
      return { saved: true };
    },
    save_hand_over: () => ({ saved: true }),
    take_case_back: ({ id }) => {
      away.delete(id);
      return where(id);
    },
    look_at_parcel: () => ({
      chosen: true,
      found: {
        kind: "new",
        participant: null,
        from: "森さんのパソコン",
        organisation: "止まり木の会",
        made_at: at,
        names: ["Amal Khan", "アマル"],
        counts: [
          { what: "interviews", count: 2 },
          { what: "documents", count: 1 },
        ],
        entries: 31,
        duplicates: [],
      },
    }),
    accept_parcel: () => ({ participant: 1, answered: true }),
    refuse_parcel: () => ({ participant: null, answered: true }),
    forget_parcel: () => null,
    carried_history: () => ({
      entries: [{ at, who: "森", verb: "finish", subject: "interview" }],
    }),
    unused_fields: () => ({
      fields: [
        { form: null, field: "participant.birth", words_ja: null, words_en: null, filled: 0, of: 12 },
        { form: { id: 1, version: 1, title_ja: "初回面談", title_en: "First interview" }, field: "wish", words_ja: "希望する仕事", words_en: "Work they wish for", filled: 9, of: 11 },
      ],
    }),
    support_bundle: () => ({ text: bundle, bytes: bundle.length }),
    save_support_bundle: () => ({ saved: true }),
  };
}

function refuse(code: ErrorCode, field: string | null = null): never {
  throw { code, field } satisfies CommandError;
}
