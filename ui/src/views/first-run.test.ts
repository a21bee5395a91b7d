import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installFake } from "../dev/fake";
import App from "../App.svelte";
import { session } from "../session.svelte";

beforeEach(() => {
  session.view = null;
  installFake({ stage: "first_run", language: "en" });
  render(App);
});

afterEach(() => {
  cleanup();
  clearMocks();
});

const click = async (id: string) => fireEvent.click(await screen.findByTestId(id));
const type = async (id: string, value: string) => fireEvent.input(await screen.findByTestId(id), { target: { value } });

async function reachTheSheet(): Promise<string> {
  await click("firstrun-next");
  await click("firstrun-use-suggested");
  await click("firstrun-next");
  const code = await screen.findByTestId("recovery-code", undefined, { timeout: 3000 });
  return code.textContent ?? "";
}

it("a weak passphrase does not make a vault", async () => {
  await click("firstrun-next");
  await type("firstrun-passphrase", "password1234");
  await type("firstrun-passphrase-again", "password1234");
  await click("firstrun-next");

  expect(await screen.findByText("This passphrase is too easy to guess.")).toBeTruthy();
  expect(screen.queryByTestId("recovery-code")).toBeNull();
});

it("two passphrases that differ do not make a vault", async () => {
  await click("firstrun-next");
  await type("firstrun-passphrase", "seven green lanterns sleep");
  await type("firstrun-passphrase-again", "seven green lanterns slept");
  await click("firstrun-next");

  expect(await screen.findByText("The two passphrases differ.")).toBeTruthy();
  expect(screen.queryByTestId("recovery-code")).toBeNull();
});

it("nobody gets in before the recovery code is typed from the sheet", async () => {
  const code = await reachTheSheet();
  await click("firstrun-next");

  await type("recovery-retype", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF");
  await click("recovery-confirm");
  const field = await screen.findByTestId("recovery-retype");
  await waitFor(() => expect(field.getAttribute("aria-invalid")).toBe("true"));
  expect(session.stage).toBe("first_run");

  await type("recovery-retype", code.toLowerCase());
  await click("recovery-confirm");
  await waitFor(() => expect(session.stage).toBe("open"));
});
