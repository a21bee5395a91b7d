import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "$api/generated/contract";
import { toasts } from "$controls/toasts.svelte";
import { session } from "$session";
import { fakeCommands } from "../dev/fake";
import Duplicates from "./Duplicates.svelte";
import Merge from "./Merge.svelte";

configure({ asyncUtilTimeout: 5000 });

const calls: { name: string; request: unknown }[] = [];

function install(roles: Role[] = ["caseworker"]) {
  const commands: Record<string, (request: never) => unknown> = fakeCommands({ roles });
  session.accept(fakeCommands({ roles }).session_status(null));
  calls.length = 0;
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    calls.push({ name, request });
    return commands[name]?.(request);
  });
}

const asked = (name: string) => calls.filter((call) => call.name === name).map(({ request }) => request);

beforeEach(() => {
  toasts.list = [];
  history.replaceState(null, "", "#/people/1/merge/7");
});
afterEach(() => clearMocks());

it("two records are made one after every contradiction was decided, and can be taken apart again", async () => {
  install();
  const { container } = render(Merge, { kept: 1, gone: 7 });
  const merge = await screen.findByTestId("merge-do");

  expect(merge).toHaveProperty("disabled", true);
  expect(screen.getByTestId("merge-left").textContent).toContain("3");
  expect((await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } })).violations).toEqual([]);
  await fireEvent.click(screen.getByTestId("merge-shown_name-kept"));
  await fireEvent.click(screen.getByTestId("merge-birth-gone"));
  await fireEvent.click(screen.getByTestId("merge-nationality-kept"));
  await waitFor(() => expect(merge).toHaveProperty("disabled", false));
  await fireEvent.click(merge);

  await screen.findByTestId("merge-figures");
  const choices = [
    { field: "shown_name", side: "kept" },
    { field: "birth", side: "gone" },
    { field: "nationality", side: "kept" },
  ];
  expect(asked("merge_people")).toEqual([{ kept: 1, gone: 7, choices }]);
  toasts.list.at(-1)?.action?.run();
  await waitFor(() => expect(asked("separate_people")).toEqual([{ id: 7 }]));
});

it("what was chosen stays chosen when the other record is to stay", async () => {
  install();
  render(Merge, { kept: 1, gone: 7 });
  await fireEvent.click(await screen.findByTestId("merge-birth-gone"));

  await fireEvent.click(screen.getByTestId("merge-swap"));

  await waitFor(() => expect(asked("merge_preview")).toHaveLength(2));
  await waitFor(() => expect(screen.getByTestId("merge-birth-kept")).toHaveProperty("checked", true));
});

it("a pair that is two people goes from the list and comes back", async () => {
  install();
  const { container } = render(Duplicates);
  await screen.findByTestId("duplicates-pair");
  expect((await axe.run(container, { rules: { "color-contrast": { enabled: false }, region: { enabled: false } } })).violations).toEqual([]);

  await fireEvent.click(screen.getByTestId("duplicates-apart"));

  await screen.findByTestId("duplicates-none");
  toasts.list.at(-1)?.action?.run();
  await screen.findByTestId("duplicates-pair");
});

it("who may not merge is told who may", async () => {
  install(["placement"]);
  render(Duplicates);

  await waitFor(() => expect(document.body.textContent).toContain("相談員"));
  expect(asked("possible_duplicates")).toEqual([]);
});
