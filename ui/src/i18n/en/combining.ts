import type { combining as ja } from "../ja/combining";

export const combining: typeof ja = {};
