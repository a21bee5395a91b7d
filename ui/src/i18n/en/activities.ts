import type { activities as ja } from "../ja/activities";

export const activities: typeof ja = {};
