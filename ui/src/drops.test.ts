import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import App from "./App.svelte";
import { installFake } from "./dev/fake";
import { session } from "./session.svelte";

beforeEach(() => {
  session.view = null;
  history.replaceState(null, "", "#/people");
});

afterEach(() => {
  cleanup();
  clearMocks();
});

/** Lets something go over the window; answers whether the web view would still open it. */
function opensAfter(kind: "dragover" | "drop", types: string[], on: EventTarget = document.body): boolean {
  const event = new Event(kind, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types, files: [], dropEffect: "copy" } });
  return on.dispatchEvent(event);
}

it.each(["open", "locked", "first_run", "rescue"] as const)("a file let go over the window at %s does not take its place", async (stage) => {
  installFake({ stage, language: "en" });
  render(App);
  await screen.findByRole("heading", { level: 1 });

  expect(opensAfter("dragover", ["Files"])).toBe(false);
  expect(opensAfter("drop", ["Files"])).toBe(false);
  expect(opensAfter("drop", ["text/uri-list", "text/plain"])).toBe(false);
});

it("words can be dragged into a field, and files cannot", async () => {
  installFake({ stage: "locked", language: "en" });
  render(App);
  const field = await screen.findByTestId("lock-passphrase");

  expect(opensAfter("drop", ["text/plain"], field)).toBe(true);
  expect(opensAfter("drop", ["Files"], field)).toBe(false);
});
