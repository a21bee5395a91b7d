import type { funnel as ja } from "../ja/funnel";

export const funnel: typeof ja = {};
