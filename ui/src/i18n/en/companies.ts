import type { companies as ja } from "../ja/companies";

export const companies: typeof ja = {};
