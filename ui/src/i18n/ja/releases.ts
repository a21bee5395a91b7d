export const releases = {};
