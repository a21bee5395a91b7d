import type { event as ja } from "../ja/event";

export const event: typeof ja = {};
