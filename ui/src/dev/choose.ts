import { fireEvent, screen } from "@testing-library/svelte";

/** Chooses in a list, for tests; happy-dom knows no `:checked` option, by which Svelte reads the choice. */
export async function choose(id: string, value: string): Promise<void> {
  const list = (await screen.findByTestId(id)) as HTMLSelectElement;
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) =>
    selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector)) as typeof list.querySelector;
  await fireEvent.change(list);
}
