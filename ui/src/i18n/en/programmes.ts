import type { programmes as ja } from "../ja/programmes";

export const programmes: typeof ja = {
  title: "Programmes",
};
