import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toasts } from "$controls/toasts.svelte";
import { language } from "$i18n";
import { session } from "$session";
import { installFake } from "../../dev/fake";
import { readCount } from "./activities.svelte";
import ActivitiesPanel from "./ActivitiesPanel.svelte";

configure({ asyncUtilTimeout: 5000 });

beforeEach(async () => {
  installFake({ language: "en" });
  language.current = "en";
  toasts.list = [];
  await session.load();
});

afterEach(() => {
  cleanup();
  clearMocks();
  language.current = "ja";
});

async function open(onbegin = vi.fn(async () => {})) {
  render(ActivitiesPanel, { onbegin });
  await screen.findByTestId("activities-list");
  return onbegin;
}

/** Chooses in a list; happy-dom knows no `:checked` option, by which Svelte reads the choice. */
async function choose(testid: string, value: string) {
  const list = screen.getByTestId<HTMLSelectElement>(testid);
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector))) as typeof list.querySelector;
  await fireEvent.change(list);
}

describe("numbers as people write them", () => {
  it.each([
    ["", null],
    ["0", 0],
    ["１２０", 120],
    ["1,234,567", 1_234_567],
    ["-1", undefined],
    ["12.5", undefined],
    ["many", undefined],
    ["99999999999", undefined],
  ])("%j", (typed, wanted) => expect(readCount(typed)).toBe(wanted));
});

describe("the activities of a year", () => {
  it("shows those of the chosen kind only", async () => {
    await open();

    await choose("activities-filter", "talk");

    await waitFor(() => expect(screen.queryByTestId("activities-row-4")).toBeNull());
    expect(screen.getByTestId("activities-row-3").textContent).toContain("Audience 120");
  });

  it("puts back what was removed", async () => {
    await open();

    await fireEvent.click(screen.getByTestId("activities-remove-3"));
    await waitFor(() => expect(screen.queryByText("働くことから始まる受け入れ")).toBeNull());
    toasts.list.at(-1)?.action?.run();

    await screen.findByText("働くことから始まる受け入れ");
  });

  it("tells at the field what is missing or no number", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("activities-add"));
    await fireEvent.input(await screen.findByTestId("activities-audience"), { target: { value: "many" } });

    await fireEvent.click(screen.getByTestId("activities-dialog-save"));
    await screen.findByText("Write a whole number, 0 or more.");
    await fireEvent.input(screen.getByTestId("activities-audience"), { target: { value: "40" } });
    await fireEvent.click(screen.getByTestId("activities-dialog-save"));

    await waitFor(() => expect(screen.getByTestId("activities-title").getAttribute("aria-invalid")).toBe("true"));
  });

  it("does not ask for the name of a participant who spoke", async () => {
    await open();
    await fireEvent.click(screen.getByTestId("activities-edit-3"));
    await screen.findByTestId("activities-speaker-name");

    await choose("activities-speaker", "participant");

    await waitFor(() => expect(screen.queryByTestId("activities-speaker-name")).toBeNull());
  });

  it("begins event mode at what happens on a day, not at what is printed", async () => {
    const onbegin = await open();
    expect(screen.queryByTestId("activities-begin-2")).toBeNull();

    await fireEvent.click(screen.getByTestId("activities-begin-4"));

    expect(onbegin).toHaveBeenCalledWith(4);
  });
});
