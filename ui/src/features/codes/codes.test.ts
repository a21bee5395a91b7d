import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import { codes } from "../../codes.svelte";
import CodesPanel from "./CodesPanel.svelte";

configure({ asyncUtilTimeout: 5000 });

beforeEach(async () => {
  const commands = fakeCommands({ people: 3 });
  session.accept(commands.session_status(null));
  const all: Record<string, (request: never) => unknown> = commands;
  mockIPC((name, payload) => all[name]?.((payload as { request: never }).request));
  codes.accept(commands.code_lists(null));
  await codes.load();
  render(CodesPanel);
});
afterEach(() => clearMocks());

const row = async (word: string) => {
  const all = await screen.findAllByTestId("code");
  const found = all.find((one) => one.textContent?.includes(word));
  if (!found) throw new Error(`no code ${word}`);
  return found;
};

it("each code says in how many records it stands", async () => {
  expect((await within(await row("本人から")).findByTestId("code-uses")).textContent).toMatch(/3件/);
  expect((await within(await row("以前の参加者")).findByTestId("code-uses")).textContent).toBe("未使用");
});

it("a code that records use is retired and used again, and never removed", async () => {
  await within(await row("本人から")).findByTestId("code-uses");
  await fireEvent.click(within(await row("本人から")).getByTestId("code-edit"));
  expect((await screen.findByTestId("codes-uses")).textContent).toContain("3件");
  expect(screen.queryByTestId("codes-remove")).toBeNull();

  await fireEvent.click(screen.getByTestId("codes-retire"));

  await waitFor(async () => expect((await row("本人から")).textContent).toContain("まで"));
});

it("a code of the office that stands nowhere can be removed", async () => {
  await fireEvent.click(screen.getByTestId("codes-add"));
  await fireEvent.input(await screen.findByTestId("codes-ja"), { target: { value: "商店街" } });
  await fireEvent.input(screen.getByTestId("codes-en"), { target: { value: "Shopping street" } });
  await fireEvent.click(screen.getByTestId("codes-save"));
  await waitFor(() => row("商店街"));
  await fireEvent.click(within(await row("商店街")).getByTestId("code-edit"));

  const remove = await screen.findByTestId("codes-remove");
  await fireEvent.click(remove);

  await waitFor(() => expect(screen.getAllByTestId("code").some((one) => one.textContent?.includes("商店街"))).toBe(false));
});
