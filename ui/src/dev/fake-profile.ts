import type { Commands } from "../api/generated/commands";
import type { CodeListView, CodeView } from "../api/generated/contract";
import { TODAY } from "./fake-people";

type ProfileCommand = "code_lists" | "save_code" | "remove_code";
type ProfileHandlers = { [N in ProfileCommand]: (request: Commands[N]["request"]) => Commands[N]["view"] };

/** The files of the program itself, so that the invented world knows the same codes. */
const files = import.meta.glob<string>("../../../crates/casework/src/codes/lists/*.tsv", {
  query: "?raw",
  import: "default",
  eager: true,
});
const closed = ["country", "isced_level", "isced_field", "industry", "prefecture"];

function inventLists(): CodeListView[] {
  return Object.entries(files).map(([path, text]) => {
    const list = path.replace(/^.*\/|\.tsv$/g, "");
    const lines = text.split("\n").filter((line) => line && !line.startsWith("#"));
    const source = /^# ([^;\n]*)/.exec(text)?.[1] ?? "";
    return { list, source, takes_own_codes: !closed.includes(list), codes: lines.map(codeOf) };
  });
}

function codeOf(line: string): CodeView {
  const [code = "", ja = "", en = "", from] = line.split("\t");
  return {
    code,
    ja,
    en,
    valid_from: from ?? null,
    valid_until: null,
    offered: !from || from <= TODAY,
    standard: true,
    kind_of: null,
  };
}

/** Answers the commands of this area from memory. */
export function profileCommands(): ProfileHandlers {
  const lists = inventLists();
  const find = (list: string) => lists.find((one) => one.list === list);

  return {
    code_lists: () => ({ lists: lists.map((list) => ({ ...list, codes: [...list.codes] })) }),
    save_code: ({ list, code, ja, en, valid_from, valid_until, kind_of }) => {
      const codes = find(list)?.codes ?? [];
      const known = codes.find((one) => one.code === code);
      const offered = (!valid_from || valid_from <= TODAY) && (!valid_until || TODAY <= valid_until);
      const said = {
        ja: ja || (known?.ja ?? ""),
        en: en || (known?.en ?? ""),
        valid_from: valid_from || null,
        valid_until: valid_until || null,
        offered,
      };
      if (known) Object.assign(known, said);
      else codes.push({ code: en.toLowerCase().replaceAll(/\W+/g, "_"), standard: false, kind_of: kind_of || null, ...said });
      return { lists: [...lists] };
    },
    remove_code: ({ list, code }) => {
      const one = find(list);
      if (one) one.codes = one.codes.filter((known) => known.code !== code || known.standard);
      return { lists: [...lists] };
    },
  };
}
