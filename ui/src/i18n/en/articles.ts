import type { articles as ja } from "../ja/articles";

export const articles: typeof ja = {};
