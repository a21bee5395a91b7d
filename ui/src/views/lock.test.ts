import { emit } from "@tauri-apps/api/event";
import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, it, vi } from "vitest";
import App from "../App.svelte";
import { installFake, type FakeStart } from "../dev/fake";
import { session } from "../session.svelte";

afterEach(() => {
  cleanup();
  clearMocks();
});

async function begin(start: FakeStart) {
  session.view = null;
  installFake({ language: "en", ...start });
  render(App);
  await waitFor(() => expect(session.stage).not.toBeNull());
}
const click = async (id: string) => fireEvent.click(await screen.findByTestId(id));
const type = async (id: string, value: string) => fireEvent.input(await screen.findByTestId(id), { target: { value } });

it("a sealed vault says so and asks for no passphrase", async () => {
  await begin({ stage: "locked", sealed: true, escrow: true });

  expect((await screen.findByTestId("lock-sealed")).textContent).toContain("does not protect the person");
  expect(screen.getByLabelText("Recovery code")).toBeTruthy();
  expect(screen.queryByText("Open with the passphrase")).toBeNull();
  expect(screen.getByTestId("lock-use-escrow")).toBeTruthy();
});

it("the keys of the office are offered only where they are set, and take two people", async () => {
  await begin({ stage: "locked" });
  expect(screen.queryByTestId("lock-use-escrow")).toBeNull();
  cleanup();

  await begin({ stage: "locked", escrow: true });
  await click("lock-use-escrow");
  expect(await screen.findByTestId("lock-second")).toBeTruthy();
});

it.each(["device_no_store", "device_locked", "device_nothing", "device_failed"] as const)(
  "%s is told on the lock screen, with the recovery code at hand",
  async (unlockError) => {
    await begin({ stage: "locked", unlockError, slowly: 1 });
    await type("lock-passphrase", "kiri-hashi");
    await click("lock-unlock");

    expect((await screen.findByTestId("lock-trouble")).textContent).toContain("nothing was overwritten");
    expect(session.stage).toBe("locked");
    expect(screen.getByTestId("lock-switch")).toBeTruthy();
  },
);

it("the work of unlocking is shown in words once it takes longer than half a second", async () => {
  await begin({ stage: "locked", slowly: 1500 });
  await type("lock-passphrase", "kiri-hashi");
  await click("lock-unlock");
  expect(screen.queryByTestId("work-progress")).toBeNull();

  const shown = await screen.findByTestId("work-progress", undefined, { timeout: 1200 });
  await waitFor(() => expect(shown.textContent).toContain("Checking the"));
});

it("after recovery one says whose passphrase it is when there are several members", async () => {
  await begin({ stage: "passphrase_due", holders: 2 });
  await screen.findByTestId("passphrase-whose");
  await click("firstrun-use-suggested");
  await click("passphrase-set");
  expect(await screen.findByText("Choose one person.")).toBeTruthy();

  await fireEvent.click(screen.getByLabelText("Amina Osman"));
  await click("passphrase-set");
  await waitFor(() => expect(session.stage).toBe("open"), { timeout: 3000 });
});

it("a damaged vault offers no way on but a backup and the office", async () => {
  await begin({ stage: "rescue", rescue: "damaged" });

  expect(await screen.findByTestId("rescue-restore")).toBeTruthy();
  expect(screen.getByTestId("rescue-cannot-accept")).toBeTruthy();
  expect(screen.queryByTestId("rescue-accept-open")).toBeNull();
  expect(screen.getByTestId("rescue-lock")).toBeTruthy();
});

it("an older state is accepted only with the recovery code, after a warning", async () => {
  await begin({ stage: "rescue", rescue: "rolled_back" });
  await click("rescue-accept-open");
  await type("rescue-code", "short");
  await click("rescue-accept");
  await waitFor(() => expect(screen.getByTestId("rescue-code").getAttribute("aria-invalid")).toBe("true"));

  await type("rescue-code", "7KQM-2WXD-9FHT-C4VR-JN8P-5YBE");
  await click("rescue-accept");
  await waitFor(() => expect(session.stage).toBe("open"));
});

it("when the program is about to lock, the page covers itself and saves before it says that it is ready", async () => {
  const anew = vi.spyOn(window.location, "reload").mockImplementation(() => {});
  await begin({ stage: "open" });
  const order: string[] = [];
  const forget = session.beforeLock(async () => order.push(document.documentElement.dataset["covered"] === "" ? "saved behind the cover" : "saved in sight"));

  await emit("locking", null);
  await waitFor(() => expect(order).toEqual(["saved behind the cover"]));

  forget();
  anew.mockRestore();
  delete document.documentElement.dataset["covered"];
});
