import { fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it } from "vitest";
import { installFake } from "../../dev/fake";
import CvDialog from "./CvDialog.svelte";

/** Chooses in a list; happy-dom knows no `:checked` option, by which Svelte reads the choice. */
async function choose(testid: string, value: string): Promise<void> {
  const list = screen.getByTestId<HTMLSelectElement>(testid);
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  const find = (selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector));
  list.querySelector = find as typeof list.querySelector;
  await fireEvent.change(list);
}

async function opened() {
  render(CvDialog, { participant: 1, onclose: () => null });
  return screen.findByTestId("papers-cv-preview");
}

describe("a CV for a company", () => {
  beforeEach(() => installFake({ stage: "open" }));

  it("shows initials until the name is chosen, and draws anew with every choice", async () => {
    const preview = await opened();
    await within(preview).findByText("A. H.");

    await fireEvent.click(screen.getByTestId("papers-cv-show-name"));

    await waitFor(() => expect(within(preview).queryByText("A. H.")).toBeNull());
    expect(within(preview).getByText("氏名")).toBeTruthy();
  });

  it("is not saved before a company is chosen", async () => {
    await opened();

    for (const file of ["docx", "pdf"]) {
      expect((screen.getByTestId(`papers-cv-save-${file}`) as HTMLButtonElement).disabled).toBe(true);
    }
  });

  it("is not saved for a company towards which nobody consented", async () => {
    await opened();

    await choose("papers-cv-company", "2");

    await screen.findByTestId("papers-cv-gate");
    await waitFor(() => expect((screen.getByTestId("papers-cv-save-pdf") as HTMLButtonElement).disabled).toBe(true));
  });

  it("tells what went to whom once it is saved", async () => {
    await opened();
    await fireEvent.click(screen.getByTestId("papers-cv-show-name"));
    await choose("papers-cv-company", "1");
    await waitFor(() => expect((screen.getByTestId("papers-cv-save-pdf") as HTMLButtonElement).disabled).toBe(false));

    await fireEvent.click(screen.getByTestId("papers-cv-save-pdf"));

    const given = await screen.findByTestId("papers-cv-given");
    expect(given.textContent).toContain("あかね食品株式会社");
    expect(given.textContent).toContain("氏名");
  });

  it("says when a name stands in a text although it was left out", async () => {
    await opened();

    expect(await screen.findByTestId("papers-cv-anyway")).toBeTruthy();
  });
});
