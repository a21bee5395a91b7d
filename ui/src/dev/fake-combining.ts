import type { Commands } from "../api/generated/commands";
import type { CombiningPartView, CombiningView, CommandError } from "../api/generated/contract";

type Answered =
  | "combining"
  | "save_combining_card"
  | "own_combining_card"
  | "choose_combining_card"
  | "choose_place"
  | "set_sending"
  | "look_at_place_keys"
  | "found_combining"
  | "save_combining_invitation"
  | "choose_invitation"
  | "join_combining"
  | "keep_place_password"
  | "hand_in_counts"
  | "check_counts"
  | "combine_counts";
type Handlers = { [N in Answered]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** The ten words of the office of the fake. */
export const OFFICE_WORDS = "river stone lamp bread cloud paper garden bell winter road";

const laptops = ["東京 1", "東京 2", "名古屋", "大阪", "福岡"];
const goes = [
  { id: "new_contacts", ja: "新規の参加者", en: "New contacts", value: 103, caution: false },
  { id: "hires", ja: "採用", en: "Hires", value: 7, caution: false },
];
const invitation = { file: "00ff", name: "止まり木", year: 2024, holders: ["事務局長", "個人情報保護担当"], laptops, figures: goes.length };

/** Answers the commands of this area from memory. */
export function combiningCommands(): Handlers {
  let part: CombiningPartView | null = null;
  let sittings = 0;
  let cards = 0;
  const words = () => ({ ja: "かわ いし ともしび ぱん くも かみ にわ すず ふゆ みち".split(" "), en: OFFICE_WORDS.split(" ") });
  const members = laptops.map((name, at) => ({ id: `id-${at}`, name, hands_in: true, holds_key: at < 2 }));
  const takePart = (more: Pick<CombiningPartView, "name" | "year" | "holders" | "laptops" | "members" | "place">) => {
    const server = more.place.includes("://");
    part = {
      ...{ agreed: false, send_every: 0, sent_at: null, sent: null },
      ...{ goes, handed_in: 0, waiting: 0, combined: null, trouble: server ? "password" : null },
      ...{ is_office: true, is_holder: true, is_listed: true, is_server: server },
      ...more,
    };
  };
  const refuse = (field: string): never => {
    throw { code: "combining_refused", field } satisfies CommandError;
  };
  const there = (): CombiningPartView => part ?? refuse("not_combining");
  const view = (): CombiningView => ({ part: part && { ...part } });
  return {
    combining: view,
    save_combining_card: () => ({ saved: true, words: words() }),
    own_combining_card: ({ name }) => ({ card: `own ${name}`, name, words: words() }),
    choose_combining_card: () => {
      cards += 1;
      return { found: { card: `card ${cards}`, name: laptops[cards] ?? `${cards}`, words: words() } };
    },
    choose_place: () => ({ place: "/media/stick/figures" }),
    set_sending: ({ every }) => {
      there().send_every = every;
      return view();
    },
    look_at_place_keys: () => ({ keys: ["ab".repeat(32), "cd".repeat(32)] }),
    found_combining: ({ name, year, place, holders, laptops: listed }) => {
      const named = (card: string) => members.find(({ id }) => id === card)?.name ?? card;
      const list = [...new Set([...holders, ...listed])];
      const known = list.map((card) => ({ id: card, name: named(card), hands_in: listed.includes(card), holds_key: holders.includes(card) }));
      takePart({ name, year, place, holders: holders.map(named), laptops: listed.map(named), members: known });
      return view();
    },
    save_combining_invitation: () => ({ saved: true, words: words() }),
    choose_invitation: () => ({ found: invitation }),
    join_combining: ({ place, words }) => {
      if (words.trim().toLowerCase() !== OFFICE_WORDS) refuse("other_words");
      const { name, year, holders } = invitation;
      takePart({ name, year, holders, laptops, members, place });
      return view();
    },
    keep_place_password: () => {
      there().trouble = null;
      return { kept: true };
    },
    hand_in_counts: () => {
      const at = there();
      at.handed_in += 1;
      at.agreed = true;
      at.waiting = at.trouble ? at.waiting + 1 : 0;
      return { bytes: 24_881, figures: goes.length, trouble: at.trouble, now: view() };
    },
    check_counts: () => {
      if (there().handed_in === 0) return { state: "refused", refusal: "few_laptops", taken: [], left_out: [], missing: [], trouble: null };
      sittings += 1;
      const left_out = [{ laptop: "大阪", why: "signature" }];
      return { state: sittings === 1 ? "waiting" : "opened", refusal: null, taken: laptops.slice(0, 3), left_out, missing: ["福岡"], trouble: null };
    },
    combine_counts: () => {
      if (sittings < 2) refuse("not_yet");
      const figures = goes.map((one) => ({ ...one, value: one.value * 3, caution: one.id === "hires" }));
      there().combined = { taken: laptops.slice(0, 3), left_out: [{ laptop: "大阪", why: "signature" }], missing: ["福岡"], figures };
      return view();
    },
  };
}
