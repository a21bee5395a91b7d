import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, it, vi } from "vitest";
import { installFake, type FakeStart } from "../dev/fake";
import { actRows } from "../dev/fake-vault";
import * as en from "../i18n/en";
import { settingsTabs, type SettingsTab } from "../router.svelte";
import { session } from "../session.svelte";
import Settings from "./Settings.svelte";
import Today from "./Today.svelte";

afterEach(() => {
  cleanup();
  clearMocks();
  vi.restoreAllMocks();
});

async function begin(start: FakeStart) {
  installFake({ stage: "open", language: "en", slowly: 1, ...start });
  await session.load();
}
async function open(tab: SettingsTab, start: FakeStart = {}) {
  await begin(start);
  render(Settings, { tab });
}
const click = async (id: string) => fireEvent.click(await screen.findByTestId(id));
const type = async (id: string, value: string) => fireEvent.input(await screen.findByTestId(id), { target: { value } });

it.each(settingsTabs)("the tab %s has a heading and a link that says where one is", async (tab) => {
  await open(tab);

  expect(screen.getByRole("heading", { level: 1 })).toBeTruthy();
  expect((await screen.findByTestId(`settings-tab-${tab}`)).getAttribute("aria-current")).toBe("page");
});

it("whoever may not change something sees who may, and no button for it", async () => {
  await open("members", { roles: ["caseworker"] });

  await waitFor(() => expect(screen.getByTestId("only-for-members").textContent).toContain("Office"));
  expect(screen.queryByTestId("members-add")).toBeNull();
  expect(screen.queryByTestId("members-change-1")).toBeNull();
});

it("the table of roles tells with words what a mark shows", async () => {
  await open("members");
  const table = await screen.findByTestId("members-acts");

  expect(table.querySelectorAll("tbody tr")).toHaveLength(actRows.length);
  expect(table.querySelectorAll("tbody tr")).toHaveLength(Object.keys(en.common.acts).length);
  expect(table.querySelector('[aria-label="may"]')).toBeTruthy();
  expect(table.textContent).toContain("may not");
});

it("a new member needs a strong passphrase of their own and at least one role", async () => {
  await open("members");
  await click("members-add");
  await type("members-name", "Ikeda Ren");
  await click("members-role-caseworker");
  await type("firstrun-passphrase", "password1234");
  await type("firstrun-passphrase-again", "password1234");
  await click("members-save");
  expect(await screen.findByText("This passphrase is too easy to guess.")).toBeTruthy();

  await click("firstrun-use-suggested");
  await type("members-current", "kiri-hashi");
  await click("members-save");
  expect(await screen.findByText("Choose at least one role.")).toBeTruthy();

  await click("members-role-placement");
  await click("members-save");
  expect(await screen.findByText("Ikeda Ren")).toBeTruthy();
});

it("the last of a role keeps it", async () => {
  await open("members");
  await click("members-change-1");
  await click("members-role-office");
  await click("members-save");

  expect(await screen.findByText(/Nobody else has this role/)).toBeTruthy();
});

it("the keys of the office are two different ones", async () => {
  await open("keys");
  await click("keys-office-set");
  await type("keys-office-first", "age1qqqq");
  await type("keys-office-second", "age1qqqq");
  await type("keys-office-current", "kiri-hashi");
  await click("keys-office-save");
  await waitFor(() => expect(screen.getByTestId("keys-office-second").getAttribute("aria-invalid")).toBe("true"));

  await type("keys-office-second", "age1zzzz");
  await click("keys-office-save");
  expect(await screen.findByTestId("keys-office-here")).toBeTruthy();
});

it("a secret key made for a holder leaves the page once its public key is taken", async () => {
  await open("keys");
  await click("keys-office-set");
  await click("keys-office-make");
  const secret = (await screen.findByTestId("keys-pair-secret")).getAttribute("aria-label") ?? "";
  expect(secret).toMatch(/^AGE-SECRET-KEY-1/);

  await click("keys-pair-first");
  expect((await screen.findByTestId<HTMLInputElement>("keys-office-first")).value).toMatch(/^age1/);
  expect(document.body.innerHTML).not.toContain(secret.slice(16, 20));
});

it("the secret of this computer is added with the passphrase in force only", async () => {
  await open("keys");
  await click("keys-device-bind");
  await type("keys-bind-current", "abc");
  await click("keys-bind-save");
  await waitFor(() => expect(screen.getByTestId("keys-bind-current").getAttribute("aria-invalid")).toBe("true"));

  await type("keys-bind-current", "kiri-hashi");
  await click("keys-bind-save");
  expect(await screen.findByTestId("keys-device-bound")).toBeTruthy();
});

it("a backup tells what was read back from it", async () => {
  await open("backup", { backupDays: 9 });
  expect(await screen.findByTestId("backup-due")).toBeTruthy();
  await click("backup-make");

  expect((await screen.findByTestId("backup-done")).textContent).toContain("Read back and found whole");
  expect(screen.getByTestId("backup-counts").textContent).toContain("Participants");
  await waitFor(() => expect(screen.queryByTestId("backup-due")).toBeNull());
});

it("no journey begins without a backup of today", async () => {
  await open("travel", { backupDays: 1 });

  expect(await screen.findByTestId("travel-needs-backup")).toBeTruthy();
  expect(screen.queryByTestId("travel-seal")).toBeNull();
});

it("sealing starts the page anew, so that nothing of the vault stays in it", async () => {
  const anew = vi.spyOn(window.location, "reload").mockImplementation(() => {});
  await open("travel", { backupDays: 0 });
  await click("travel-seal");
  await type("travel-current", "kiri-hashi");
  await click("travel-save");

  await waitFor(() => expect(anew).toHaveBeenCalled());
  delete document.documentElement.dataset["covered"];
});

it("quick erase is nowhere until the office allows it", async () => {
  await open("travel");

  expect(screen.queryByTestId("quickerase-open")).toBeNull();
  expect(screen.getByTestId("quickerase-off")).toBeTruthy();
});

it("Today offers a backup when one is due, and how the vault was closed the last time", async () => {
  await begin({ backupDays: 9 });
  render(Today);

  expect((await screen.findByTestId("last-closed")).textContent).toContain("18:04 (no. 4,182)");
  await click("today-backup-make");
  expect(await screen.findByTestId("backup-done")).toBeTruthy();
});

it("Today says when the program ended without closing, and nothing of a backup that is not due", async () => {
  await begin({ backupDays: 2, interrupted: true });
  render(Today);

  expect((await screen.findByTestId("last-interrupted")).textContent).toContain("ended without closing");
  expect(screen.queryByTestId("today-backup")).toBeNull();
});

it.each(["keys", "backup", "travel"] as const)("the tab %s of the sample says in one sentence what it is for", async (tab) => {
  await open(tab, { sample: true });

  expect(screen.getByTestId(`in-sample-${tab}`).textContent).toContain("in your own vault");
  expect(screen.queryAllByRole("button")).toEqual([]);
});

it("the sample does not decide whether this laptop can be erased quickly", async () => {
  await open("organisation", { sample: true });

  expect(await screen.findByTestId("settings-name")).toBeTruthy();
  expect(screen.queryByTestId("settings-quick-erase")).toBeNull();
});
