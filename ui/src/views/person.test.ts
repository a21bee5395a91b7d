import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "$api/generated/contract";
import { session } from "$session";
import { fakeCommands } from "../dev/fake";
import Person from "./Person.svelte";

configure({ asyncUtilTimeout: 5000 });

function open(roles: Role[]) {
  const commands: Record<string, (request: never) => unknown> = fakeCommands({ roles });
  session.accept(fakeCommands({ roles }).session_status(null));
  mockIPC((name, payload) => commands[name]?.((payload as { request: never }).request));
  render(Person, { id: 1 });
}

beforeEach(() => history.replaceState(null, "", "#/people/1"));
afterEach(() => clearMocks());

const present = (ids: string[]) => ids.filter((id) => screen.queryByTestId(id) !== null);

it("whoever may do everything sees every part of a person's page", async () => {
  open(["caseworker", "placement", "office", "data_protection"]);
  await screen.findByTestId("tab-profile");

  expect(present(["tab-documents", "tab-journal", "participant-interview"])).toHaveLength(3);
  await fireEvent.click(screen.getByTestId("tab-profile"));
  expect(present(["participant-correct", "erase-open"])).toHaveLength(2);
  expect(present(["person-for-others"])).toEqual([]);
});

it("a caseworker sees documents but neither the journal nor the way to erase, and who has them", async () => {
  open(["caseworker"]);
  await screen.findByTestId("tab-documents");

  await fireEvent.click(screen.getByTestId("tab-profile"));

  expect(present(["tab-journal", "erase-open"])).toEqual([]);
  await waitFor(() => expect(screen.getByTestId("person-for-others").textContent).toContain("データ保護担当"));
});

it("the data-protection officer sees no documents, and changes nothing", async () => {
  open(["data_protection"]);
  await screen.findByTestId("tab-journal");

  await fireEvent.click(screen.getByTestId("tab-profile"));

  expect(present(["tab-documents", "participant-interview", "participant-correct"])).toEqual([]);
  expect(present(["erase-open"])).toHaveLength(1);
});

it("after an erasure the list of people is shown", async () => {
  open(["data_protection"]);
  await fireEvent.click(await screen.findByTestId("tab-profile"));
  await fireEvent.click(screen.getByTestId("erase-open"));
  await screen.findByTestId("erase-preview");
  await fireEvent.click(screen.getByTestId("erase-next"));
  await fireEvent.click(screen.getByLabelText("まちがって登録した"));
  await fireEvent.input(screen.getByTestId("erase-current"), { target: { value: "kiri-hashi-oka" } });
  await fireEvent.click(screen.getByTestId("erase-to-confirm"));
  await fireEvent.click(await screen.findByTestId("erase-confirm"));
  await fireEvent.click(await screen.findByTestId("erase-finish"));

  await waitFor(() => expect(window.location.hash).toBe("#/people"));
});
