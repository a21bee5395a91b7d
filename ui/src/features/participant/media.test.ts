import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "$api/generated/contract";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import { codes } from "../../codes.svelte";
import Person from "../../views/Person.svelte";

configure({ asyncUtilTimeout: 5000 });

async function open(roles: Role[], consents = true) {
  const commands = fakeCommands({ people: 3, roles });
  session.accept(commands.session_status(null));
  if (consents) {
    const to = { participant: 1, purpose: "media" as const, recipient: "named" as const, recipient_name: "見本新聞" };
    commands.record_consent({ ...to, language: "ar", interpreter: "", how: "spoken", on: session.today });
  }
  const all: Record<string, (request: never) => unknown> = commands;
  mockIPC((name, payload) => all[name]?.((payload as { request: never }).request));
  await codes.load();
  render(Person, { id: 1 });
  await fireEvent.click(await screen.findByTestId("tab-consents"));
}

async function give(medium: string) {
  await fireEvent.click(screen.getByTestId("media-add"));
  await fireEvent.input(await screen.findByTestId("media-medium"), { target: { value: medium } });
  await fireEvent.click(screen.getByTestId("media-story"));
  await fireEvent.click(screen.getByTestId("media-save"));
}

beforeEach(() => history.replaceState(null, "", "#/people/1"));
/** Chooses in a list; happy-dom knows no `:checked` option, by which Svelte reads the choice. */
async function choose(id: string, value: string) {
  const list = await screen.findByTestId<HTMLSelectElement>(id);
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector))) as typeof list.querySelector;
  await fireEvent.change(list);
}

afterEach(() => clearMocks());

it("what was given to a medium stands on the page with what it was, and can be removed", async () => {
  await open(["caseworker"]);
  await give("見本新聞");

  const row = await screen.findByTestId("media-use");
  expect(row.textContent).toContain("見本新聞");
  expect(row.textContent).toContain("話");
  await fireEvent.click(screen.getByTestId("media-remove"));
  await waitFor(() => expect(screen.queryByTestId("media-use")).toBeNull());
});

it("nothing is recorded for a medium to which they did not consent; the reason why it was stays visible", async () => {
  await open(["caseworker"]);
  await give("ほかの新聞");
  await screen.findByTestId("gate-override");
  expect(screen.queryByTestId("media-use")).toBeNull();

  await choose("override-reason", "asked_now");
  await fireEvent.click(screen.getByTestId("override-do"));
  expect((await screen.findByTestId("override")).textContent).toContain("取材・広報");
  await fireEvent.click(screen.getByTestId("media-save"));

  expect((await screen.findByTestId("media-use")).textContent).toContain("ほかの新聞");
});

it("without anything given, the words say where", async () => {
  await open(["caseworker"]);
  await fireEvent.click(screen.getByTestId("media-add"));
  await fireEvent.input(await screen.findByTestId("media-medium"), { target: { value: "見本新聞" } });

  await fireEvent.click(screen.getByTestId("media-save"));

  await waitFor(() => expect(screen.getByRole("group", { name: "渡したもの" }).textContent).toContain("入力"));
});

it("whoever may not go on without consent is not offered to", async () => {
  await open(["placement"], false);

  await give("見本新聞");

  await waitFor(() => expect(screen.getByTestId("media").textContent).toContain("同意"));
  expect(screen.queryByTestId("gate-override")).toBeNull();
});
