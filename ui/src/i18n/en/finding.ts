import type { finding as ja } from "../ja/finding";

export const finding: typeof ja = {
  title: "Finding",
  why: {
    same_letters: "same name",
    other_order: "other order",
    other_script: "sounds the same in another script",
    other_spelling: "another spelling",
    similar: "similar name",
    part: "part of the name",
    beginning: "begins like this",
  },
  foundBy: "Found because",
  bestFirst: "Best match first",
};
