import type { undo as ja } from "../ja/undo";

export const undo: typeof ja = {
  title: "Undo",
  step: (verb: string, subject: string) => `${subject}: ${verb}`,
  undo: "Undo",
  redo: "Redo",
  of: (step: string) => `Undo “${step}”`,
  again: (step: string) => `Redo “${step}”`,
  done: (step: string) => `Recorded: ${step}`,
  undone: (step: string) => `Undone: ${step}`,
  redone: (step: string) => `Done again: ${step}`,
  until: "Changes since the vault was opened can be undone one by one, until it is locked (Ctrl+Z).",
};
