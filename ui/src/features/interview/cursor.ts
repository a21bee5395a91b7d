/** Puts the cursor into a field, at the end of what stands in it; a closed question takes the focus on its notice. */
export function putCursor(root: ParentNode, field: string | undefined, scroll = true): void {
  if (field === undefined) return;
  const place = [...root.querySelectorAll<HTMLElement>("[data-question]")].find((each) => each.dataset["question"] === field);
  const box = place?.querySelector<HTMLElement>("[data-field]:checked") ?? place?.querySelector<HTMLElement>("[data-field]");
  (box ?? place?.querySelector<HTMLElement>("[tabindex]"))?.focus({ preventScroll: true });
  if (scroll) place?.scrollIntoView({ block: "nearest" });
  if (box && isLine(box)) box.setSelectionRange(box.value.length, box.value.length);
}

/** Goes to what stands in the way of finishing. */
export function focusFirstWrong(root: ParentNode): void {
  const wrong = root.querySelector<HTMLElement>('[aria-invalid="true"], [data-testid="interview-conflict"] button, [data-wrong]');
  // Of a group of choices one of them takes the focus.
  (wrong?.matches("[role]") ? (wrong.querySelector<HTMLElement>("[data-field]") ?? wrong) : wrong)?.focus();
}

function isLine(box: HTMLElement): box is HTMLInputElement | HTMLTextAreaElement {
  return box instanceof HTMLTextAreaElement || (box instanceof HTMLInputElement && box.type === "text");
}
