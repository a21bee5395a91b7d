import type { releases as ja } from "../ja/releases";

export const releases: typeof ja = {};
