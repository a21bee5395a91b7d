import type { profile as ja } from "../ja/profile";

export const profile: typeof ja = {
  title: "Profile",
};
