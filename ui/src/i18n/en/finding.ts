import type { finding as ja } from "../ja/finding";

export const finding: typeof ja = {
  title: "Finding",
};
