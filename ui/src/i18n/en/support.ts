import type { support as ja } from "../ja/support";

export const support: typeof ja = {
  title: "Support bundle",
  lead: "What you can give to somebody who looks for a fault in the program. It holds no names, no numbers of records, no words anybody wrote and no days. What you see below is all that is saved.",
  bytes: (n: string) => `${n} bytes in all`,
  text: "What is saved",
  save: "Save exactly this",
  saved: "The bundle was saved.",
  fieldsTitle: "Unused fields",
  fieldsLead: "In how many records each field is filled. What nobody fills in may be left out of the form. Do not publish these numbers.",
  profile: "Participant's page",
  interview: (title: string, version: number) => `${title} (version ${version})`,
  field: "Field",
  filled: "Filled in",
  ofAll: (filled: string, of: string) => `${filled} of ${of}`,
  never: "Nobody fills it in",
  empty: "There are no records yet.",
};
