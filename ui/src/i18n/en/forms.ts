import type { forms as ja } from "../ja/forms";

export const forms: typeof ja = {
  title: "Interview forms",
};
