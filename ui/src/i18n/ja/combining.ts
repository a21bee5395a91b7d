export const combining = {};
