import type { intake as ja } from "../ja/intake";

export const intake: typeof ja = {
  title: "Import",
};
