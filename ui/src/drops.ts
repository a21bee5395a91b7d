/** What would be opened in place of the program, unless somebody takes it: files, and addresses from elsewhere. */
function opens(data: DataTransfer | null, target: EventTarget | null): boolean {
  const types = Array.from(data?.types ?? []);
  if (types.includes("Files")) return true;
  return types.includes("text/uri-list") && !isField(target);
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;

/** Keeps what is dragged over the window or let go there from being opened in it. Listens on the whole window. */
export function keepOut(event: DragEvent): void {
  if (event.defaultPrevented || !opens(event.dataTransfer, event.target)) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = "none";
}
