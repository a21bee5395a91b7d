/** What the keys of the whole window do. */
export interface WindowKeys {
  search: () => void;
  lock: () => void;
}

const DOUBLE_WITHIN_MS = 400;

/** Ctrl/⌘ K searches, Ctrl/⌘ L locks, and Esc twice in a row covers the window and locks. */
export function windowKeys({ search, lock }: WindowKeys, now: () => number = Date.now) {
  let lastEscape = -Infinity;
  return (event: KeyboardEvent): void => {
    if (event.key === "Escape") {
      if (document.querySelector("dialog[open]") || event.isComposing) return;
      if (now() - lastEscape <= DOUBLE_WITHIN_MS) lock();
      lastEscape = now();
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const act = { k: search, l: lock }[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act();
  };
}
