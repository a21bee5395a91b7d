import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { toasts } from "$controls/toasts.svelte";
import { language, t } from "$i18n";
import { combining as ja } from "../../i18n/ja/combining";
import { combining as en } from "../../i18n/en/combining";
import { session } from "$session";
import { installFake } from "../../dev/fake";
import { OFFICE_WORDS } from "../../dev/fake-combining";
import CombiningPanel from "./CombiningPanel.svelte";

configure({ asyncUtilTimeout: 5000 });

async function open(roles?: Parameters<typeof installFake>[0]) {
  installFake({ language: "en", ...roles });
  language.current = "en";
  toasts.list = [];
  await session.load();
  render(CombiningPanel);
}

beforeEach(() => cleanup());

afterEach(() => {
  cleanup();
  clearMocks();
  language.current = "ja";
});

const press = async (testid: string) => fireEvent.click(await screen.findByTestId(testid));
const type = async (testid: string, value: string) => fireEvent.input(await screen.findByTestId(testid), { target: { value } });

async function join(place: string, words = OFFICE_WORDS) {
  await press("combining-choose");
  await type("combining-words", words);
  await type("combining-place", place);
  await press("combining-join");
}

it("has a sentence in both languages for the same codes", () => {
  expect(Object.keys(en.reasons)).toEqual(Object.keys(ja.reasons));
  expect(Object.keys(en.outcomes)).toEqual(Object.keys(ja.outcomes));
});

it("joins only with the words that were read aloud", async () => {
  await open();
  await join("/media/stick", "other words");
  expect(await screen.findByText(t.combining.reasons["other_words"] ?? "")).toBeTruthy();
  expect(screen.queryByTestId("combining-part")).toBeNull();

  await type("combining-words", OFFICE_WORDS);
  await press("combining-join");

  expect(await screen.findByTestId("combining-part")).toBeTruthy();
});

it("shows what goes and to whom before the first time, and one line after", async () => {
  await open();
  await join("/media/stick");
  const now = (await screen.findByTestId("combining-hand-in-now")) as HTMLButtonElement;
  expect(now.disabled).toBe(true);
  const card = screen.getByTestId("combining-hand-in");
  expect(card.textContent).toContain("New contacts");
  expect(card.textContent).toContain("事務局長 / 個人情報保護担当");
  expect(card.textContent).toContain("/media/stick");

  await press("combining-agree");
  await waitFor(() => expect(now.disabled).toBe(false));
  await press("combining-hand-in-now");

  expect(await screen.findByTestId("combining-handed-in")).toBeTruthy();
  expect(screen.getByTestId("combining-hand-in").textContent).not.toContain("New contacts");
});

it("asks for the password of a server and says what waits until then", async () => {
  await open();
  await join("https://laptop@cloud.example/dav#sha256=00");
  expect((await screen.findByTestId("combining-trouble")).textContent).toContain(t.combining.reasons["password"]);

  await type("combining-password", "secret");
  await press("combining-keep-password");

  await waitFor(() => expect(screen.queryByTestId("combining-trouble")).toBeNull());
  expect((screen.getByTestId("combining-password") as HTMLInputElement).value).toBe("");
});

it("names late and refused laptops to a key holder, and shows the organisation beside this laptop", async () => {
  await open();
  await join("/media/stick");
  await press("combining-check-now");
  expect((await screen.findByTestId("combining-outcome")).textContent).toContain(t.combining.reasons["few_laptops"]);

  await press("combining-agree");
  await press("combining-hand-in-now");
  await screen.findByTestId("combining-handed-in");
  await press("combining-combine-now");
  expect(await screen.findByText(t.combining.reasons["not_yet"] ?? "")).toBeTruthy();
  await press("combining-check-now");
  await waitFor(() => expect(screen.getByTestId("combining-outcome").textContent).toContain(t.combining.outcomes["waiting"]));
  expect(screen.getByTestId("combining-check").textContent).toContain(`大阪: ${t.combining.reasons["signature"]}`);
  expect(screen.getByTestId("combining-check").textContent).toContain("福岡");
  await press("combining-check-now");
  await waitFor(() => expect(screen.getByTestId("combining-outcome").textContent).toContain(t.combining.outcomes["opened"]));
  await press("combining-combine-now");

  await waitFor(() => expect(screen.getByTestId("combining-table").textContent).toContain("309"));
  expect(screen.getByTestId("combining-table").textContent).toContain(t.combining.combine.cautionHint);
});

it("makes an organisation only when all words were compared and two laptops hold the keys", async () => {
  await open();
  await press("combining-found-open");
  await type("combining-found-name", "止まり木");
  await type("combining-found-place", "/media/stick");
  await type("combining-found-own", "事務局");
  await press("combining-found-add-own");
  await screen.findByTestId("combining-found-hands-in-0");
  for (const at of [1, 2]) {
    await press("combining-found-add");
    await screen.findByTestId(`combining-found-compared-${at}`);
  }
  const make = screen.getByTestId("combining-found-make") as HTMLButtonElement;
  const todo = () => screen.queryByTestId("combining-found-todo")?.textContent ?? null;
  expect(todo()).toBe(t.combining.found.todo.compare);
  await press("combining-found-compared-1");
  await press("combining-found-compared-2");
  expect(todo()).toBe(t.combining.found.todo.holders);
  await press("combining-found-holds-key-0");
  await press("combining-found-holds-key-1");
  expect(todo()).toBeNull();
  await press("combining-found-hands-in-2");
  expect(todo()).toBe(t.combining.found.todo.laptops);
  expect(make.disabled).toBe(true);
  await press("combining-found-hands-in-2");

  await press("combining-found-make");
  await press("combining-save-invitation");

  expect((await screen.findByTestId("combining-office-words")).textContent).toBe(OFFICE_WORDS);
  expect(screen.getByTestId("combining-part").textContent).toContain("/media/stick");
});

it("replaces a lost laptop without comparing the others again", async () => {
  await open();
  await join("/media/stick");
  await press("combining-change");
  await press("combining-found-remove-4");
  await press("combining-found-add");
  expect((await screen.findByTestId("combining-found-todo")).textContent).toBe(t.combining.found.todo.compare);
  await press("combining-found-compared-4");
  await press("combining-found-make");

  await waitFor(() => expect(screen.queryByTestId("combining-found")).toBeNull());
  expect(screen.getByTestId("combining-part").textContent).not.toContain("福岡");
});

it("puts the key that was compared into the address of a server", async () => {
  await open();
  await press("combining-found-open");
  await type("combining-found-place", "https://laptop@cloud.example/dav");
  await press("combining-found-keys");
  await fireEvent.click((await screen.findAllByText(t.combining.found.takeKey))[0] as HTMLElement);

  expect((screen.getByTestId("combining-found-place") as HTMLInputElement).value).toBe(`https://laptop@cloud.example/dav#sha256=${"ab".repeat(32)}`);
});

it("lets nobody join who may not decide for the organisation", async () => {
  await open({ roles: ["caseworker"] });
  expect(await screen.findByTestId("only-for-organisation")).toBeTruthy();
  expect(screen.queryByTestId("combining-choose")).toBeNull();
});

it("takes the folder that was chosen in the dialog of the system", async () => {
  await open();
  await press("combining-choose");
  await press("combining-place-choose");
  await waitFor(() => expect((screen.getByTestId("combining-place") as HTMLInputElement).value).toBe("/media/stick/figures"));
});

it("hands in by itself only when the office says so, and says that somebody must look first", async () => {
  await open();
  await join("/media/stick");
  const pace = (await screen.findByTestId("combining-by-itself")) as HTMLSelectElement;
  expect(pace.value).toBe("0");

  // happy-dom does not find a chosen option by `:checked`, which is how it is looked for.
  const weekly = [...pace.options].find((option) => option.value === "168") ?? null;
  pace.querySelector = () => weekly;
  await fireEvent.change(pace);
  expect(await screen.findByTestId("combining-by-itself-waits")).toBeTruthy();
  await press("combining-agree");
  await press("combining-hand-in-now");

  await waitFor(() => expect(screen.queryByTestId("combining-by-itself-waits")).toBeNull());
  expect((screen.getByTestId("combining-by-itself") as HTMLSelectElement).value).toBe("168");
});
