import { address } from "$router";

/** Where a company is worked on. */
export const companyAddress = (id: number): string => address({ name: "company", id });

/** Where an opening is worked on. */
export const openingAddress = (id: number): string => address({ name: "opening", id });
