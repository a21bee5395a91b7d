export const placements = {};
