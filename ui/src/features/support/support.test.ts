import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, it } from "vitest";
import { fakeCommands } from "../../dev/fake";
import SupportPanel from "./SupportPanel.svelte";
import UnusedPanel from "./UnusedPanel.svelte";

configure({ asyncUtilTimeout: 5000 });
afterEach(() => clearMocks());

function fake(saved: unknown[] = []) {
  const commands: Record<string, (request: never) => unknown> = fakeCommands({});
  mockIPC((name, payload) => {
    if (name === "save_support_bundle") saved.push((payload as { request: unknown }).request);
    return commands[name]?.((payload as { request: never }).request);
  });
}

it("what is saved is what was shown, to the byte", async () => {
  const saved: unknown[] = [];
  fake(saved);
  render(SupportPanel);
  const shown = (await screen.findByTestId("support-text")).textContent;

  await fireEvent.click(screen.getByTestId("support-save"));

  await waitFor(() => expect(saved).toEqual([{ text: shown }]));
});

it("fields that nobody fills in are named", async () => {
  fake();
  render(UnusedPanel);

  expect((await screen.findByTestId("support-fields-profile")).textContent).toContain("だれも書いていません");
  expect(screen.getByTestId("support-fields-1-1").textContent).toContain("11件中9件");
});
