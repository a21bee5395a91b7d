import type { work as ja } from "../ja/work";

export const work: typeof ja = {
  title: "Work",
};
