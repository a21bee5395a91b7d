/** Where a company is worked on. */
export const companyAddress = (id: number): string => `#/companies/${id}`;

/** Where an opening is worked on. */
export const openingAddress = (id: number): string => `#/openings/${id}`;
