export { common } from "./common";
export { errors } from "./errors";
export { session } from "./session";
export { people } from "./people";
export { today } from "./today";
export { interview } from "./interview";
export { figures } from "./figures";
export { settings } from "./settings";
