import { call } from "$api/call";

const AT_MOST_EVERY_MS = 20_000;

/** Tells the program that somebody is here; at most every 20 seconds. */
export function activityNotes(now: () => number = Date.now): () => void {
  let last = -Infinity;
  return () => {
    if (now() - last < AT_MOST_EVERY_MS) return;
    last = now();
    call("note_activity").catch(() => {
      last = -Infinity;
    });
  };
}
