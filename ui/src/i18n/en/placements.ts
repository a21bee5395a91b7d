import type { placements as ja } from "../ja/placements";

export const placements: typeof ja = {};
