import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { toasts } from "$controls/toasts.svelte";
import { language } from "$i18n";
import { session } from "$session";
import { installFake } from "../../dev/fake";
import { readBound } from "./indicators.svelte";
import IndicatorsPanel from "./IndicatorsPanel.svelte";

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

const at = (programme: string) =>
  [...screen.getByTestId(`indicators-of-${programme}`).querySelectorAll<HTMLElement>("[data-figure]")].map((row) => row.dataset["figure"]);
const type = (field: string, value: string) => fireEvent.input(screen.getByTestId(`indicators-${field}`), { target: { value } });

/** happy-dom does not find a chosen option by `:checked`, which is how it is looked for. */
async function choose(field: string, value: string) {
  const select = await screen.findByTestId<HTMLSelectElement>(`indicators-${field}`);
  const option = [...select.options].find((each) => each.value === value) ?? null;
  select.querySelector = () => option;
  await fireEvent.change(select);
}

it("reads bounds of digits, full-width ones and grouped ones too", () => {
  expect([readBound(""), readBound("１０"), readBound("1,500"), readBound("-1"), readBound("ten")]).toEqual([null, 10, 1500, undefined, undefined]);
});

it("takes a figure out of a programme and puts it back", async () => {
  render(IndicatorsPanel);
  await fireEvent.click(await screen.findByTestId("indicators-hide-participants_recommended"));
  await waitFor(() => expect(at("placement")).toEqual([]));
  await screen.findByTestId("indicators-elsewhere");

  toasts.list.at(-1)?.action?.run();

  await waitFor(() => expect(at("placement")).toEqual(["participants_recommended"]));
});

it("defines a figure, tells at the field what is missing, and offers only what can be counted", async () => {
  render(IndicatorsPanel);
  await fireEvent.click(await screen.findByTestId("indicators-add"));
  await choose("kind", "talk");
  const measures = () => [...screen.getByTestId<HTMLSelectElement>("indicators-measure").options].map(({ value }) => value);
  await waitFor(() => expect(measures()).toEqual(["records", "sum"]));
  await type("name-ja", "小さな登壇");
  await type("most", "few");
  await fireEvent.click(screen.getByTestId("indicators-dialog-save"));
  await screen.findByText("Write a whole number, 0 or more.");
  await type("most", "50");
  await fireEvent.click(screen.getByTestId("indicators-dialog-save"));
  await waitFor(() => expect(screen.getByTestId("indicators-name-en").getAttribute("aria-invalid")).toBe("true"));
  await type("name-en", "Small talks");
  await type("rule-ja", "聴衆が50人以下の登壇の回数。");
  await type("rule-en", "Talks with an audience of up to 50.");
  await fireEvent.click(screen.getByTestId("indicators-dialog-save"));

  await waitFor(() => expect(at("placement")).toEqual(["participants_recommended", "own_small_talks"]));
});
