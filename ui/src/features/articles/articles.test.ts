import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { toasts } from "$controls/toasts.svelte";
import { language } from "$i18n";
import { session } from "$session";
import { installFake } from "../../dev/fake";
import { moved, readYear } from "./articles.svelte";
import ArticlesPanel from "./ArticlesPanel.svelte";

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

const order = () => [...document.querySelectorAll<HTMLElement>("[data-code]")].map((row) => row.dataset["code"]);

it("reads years of four digits, full-width ones too", () => {
  expect([readYear(""), readYear("２０２４"), readYear("24"), readYear("2024年")]).toEqual([null, 2024, undefined, undefined]);
});

it("moves one by one place and leaves the others in order", () => {
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
});

it("keeps the keyboard with the programme that was moved", async () => {
  render(ArticlesPanel);
  const down = await screen.findByTestId("articles-down-placement");
  down.focus();

  await fireEvent.click(down);

  await waitFor(() => expect(order()).toEqual(["integration", "placement", "other"]));
  await waitFor(() => expect(document.activeElement?.closest<HTMLElement>("[data-code]")?.dataset["code"]).toBe("placement"));
});

it("removes only what is not in use, and puts it back at its place", async () => {
  render(ArticlesPanel);
  expect(((await screen.findByTestId("articles-remove-placement")) as HTMLButtonElement).disabled).toBe(true);

  await fireEvent.click(screen.getByTestId("articles-remove-other"));
  await waitFor(() => expect(order()).toEqual(["placement", "integration"]));
  toasts.list.at(-1)?.action?.run();

  await waitFor(() => expect(order()).toEqual(["placement", "integration", "other"]));
});

it("adds a programme and tells at the field what does not fit", async () => {
  render(ArticlesPanel);
  await fireEvent.click(await screen.findByTestId("articles-add"));
  await fireEvent.input(await screen.findByTestId("articles-code"), { target: { value: "advice" } });
  await fireEvent.input(screen.getByTestId("articles-until"), { target: { value: "next" } });
  await fireEvent.click(screen.getByTestId("articles-dialog-save"));
  await screen.findByText("Write the fiscal year with four digits.");
  await fireEvent.input(screen.getByTestId("articles-until"), { target: { value: "" } });
  await fireEvent.click(screen.getByTestId("articles-dialog-save"));
  await waitFor(() => expect(screen.getByTestId("articles-name-ja").getAttribute("aria-invalid")).toBe("true"));
  await fireEvent.input(screen.getByTestId("articles-name-ja"), { target: { value: "相談事業" } });
  await fireEvent.click(screen.getByTestId("articles-dialog-save"));

  await waitFor(() => expect(order()).toEqual(["placement", "integration", "other", "advice"]));
});
