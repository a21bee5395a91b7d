import type { papers as ja } from "../ja/papers";

export const papers: typeof ja = {};
