/** Puts the cursor at the end of a field; a closed question takes the focus on its notice. */
export function putCursor(root: ParentNode, field: string | undefined, scroll = true): void {
  if (field === undefined) return;
  const place = [...root.querySelectorAll<HTMLElement>("[data-question]")].find((each) => each.dataset["question"] === field);
  const box = place?.querySelector<HTMLInputElement | HTMLTextAreaElement>("[data-field]");
  (box ?? place?.querySelector<HTMLElement>("[tabindex]"))?.focus({ preventScroll: true });
  if (scroll) place?.scrollIntoView({ block: "nearest" });
  box?.setSelectionRange(box.value.length, box.value.length);
}

/** Goes to what stands in the way of finishing. */
export function focusFirstWrong(root: ParentNode): void {
  root.querySelector<HTMLElement>('[aria-invalid="true"], [data-testid="interview-conflict"] button, [data-wrong]')?.focus();
}
