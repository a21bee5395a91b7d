import type { handover as ja } from "../ja/handover";

export const handover: typeof ja = {
  title: "Hand-over",
};
