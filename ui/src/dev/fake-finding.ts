import type { Commands } from "../api/generated/commands";
import type { DuplicateReason, MergeField, MergeLine, MergeSide, MergeStanding, PersonRow } from "../api/generated/contract";
import type { FakePerson } from "./fake-people";

type FindingCommand =
  | "identity"
  | "possible_duplicates"
  | "merge_preview"
  | "merge_people"
  | "separate_people"
  | "tell_apart"
  | "doubt_again";
type FindingHandlers = { [N in FindingCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

interface Merged {
  gone: FakePerson;
  kept: number;
  names: FakePerson["names"];
  row: PersonRow;
}

/** Answers the commands of this area from memory: the first and the seventh of the invented people may be one. */
export function findingCommands(people: FakePerson[], refuse: (code: "not_found", field?: string) => never): FindingHandlers {
  const apart = new Set<string>();
  const merged: Merged[] = [];
  const pair = (one: number, other: number) => [one, other].sort((a, b) => a - b).join(" ");
  const find = (id: number) => people.find(({ row }) => row.id === id) ?? refuse("not_found");
  const why: DuplicateReason[] = ["similar_name", "same_birth"];

  function pairs() {
    const [one, other] = [people.find(({ row }) => row.id === 1), people.find(({ row }) => row.id === 7)];
    return one && other && !apart.has(pair(1, 7)) ? [{ one: one.row, other: other.row, why }] : [];
  }

  return {
    identity: ({ id }) => ({
      merged: merged
        .filter(({ kept }) => kept === id)
        .map(({ gone }) => ({ id: gone.row.id, at: "2026-11-20T10:12:00+09:00", by: "森", separable: true })),
      resembling: pairs()
        .filter(({ one, other }) => [one.id, other.id].includes(id))
        .map(({ one, other }) => ({ person: one.id === id ? other : one, why })),
    }),
    possible_duplicates: () => ({ pairs: pairs() }),
    merge_preview: ({ kept, gone }) => {
      const [ours, theirs] = [find(kept), find(gone)];
      return {
        kept: ours.row,
        gone: theirs.row,
        why: apart.has(pair(kept, gone)) ? [] : why,
        fields: [
          line("shown_name", ours.row.name, theirs.row.name),
          line("birth", ours.birth, theirs.birth),
          line("nationality", ours.row.nationality, theirs.row.nationality),
          line("caseworker", ours.row.caseworker, theirs.row.caseworker),
        ].filter((one): one is MergeLine => one !== null),
        moves: [
          { group: "names", count: theirs.names.length },
          { group: "consents", count: theirs.consents.length },
          { group: "interviews", count: 1 },
        ],
        years: [2026],
        reopens: ours.row.closed_on !== theirs.row.closed_on,
        withdraws: false,
        blocks: [],
      };
    },
    merge_people: ({ kept, gone, choices }) => {
      const [ours, theirs] = [find(kept), find(gone)];
      merged.push({ gone: theirs, kept, names: [...ours.names], row: { ...ours.row } });
      ours.names.push(...theirs.names);
      ours.row.other_names = [...ours.row.other_names, theirs.row.name, ...theirs.row.other_names];
      if (choices.some(({ field, side }) => field === "shown_name" && side === "gone")) ours.row.name = theirs.row.name;
      people.splice(people.indexOf(theirs), 1);
      const figure = { label_ja: "新規相談者", label_en: "New people", before: 12, after: 11 };
      return { moved: [{ group: "interviews", count: 1 }], joined: 1, figures: [{ year: 2026, ...figure }] };
    },
    separate_people: ({ id }) => {
      const at = merged.findIndex(({ gone }) => gone.row.id === id);
      const [one] = at < 0 ? [] : merged.splice(at, 1);
      if (!one) return refuse("not_found");
      const ours = find(one.kept);
      Object.assign(ours, { names: one.names, row: one.row });
      people.push(one.gone);
      return { kept: one.kept };
    },
    tell_apart: ({ kept, gone }) => {
      apart.add(pair(kept, gone));
      return null;
    },
    doubt_again: ({ kept, gone }) => {
      apart.delete(pair(kept, gone));
      return null;
    },
  };
}

function line(field: MergeField, kept: string | null, gone: string | null): MergeLine | null {
  if (kept === null && gone === null) return null;
  const value = (text: string | null) => (text === null ? null : { value: text, detail: null, until: null, work: null });
  const standing: MergeStanding = kept === null || gone === null ? "only" : kept === gone ? "agrees" : "differs";
  const taken: MergeSide | null = standing === "differs" ? null : kept === null ? "gone" : "kept";
  return { field, kept: value(kept), gone: value(gone), standing, taken };
}
