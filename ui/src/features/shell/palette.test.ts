import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { session } from "$session";
import { installFake } from "../../dev/fake";
import { settingsTabs } from "../../router.svelte";
import { Palette } from "./palette.svelte";

beforeEach(async () => {
  installFake({ people: 12 });
  await session.load();
});
afterEach(() => clearMocks());

it("people are found by a name in any script, before screens and actions", async () => {
  const palette = new Palette(vi.fn());

  palette.query = "بشیر";
  await palette.find();

  expect(palette.entries[0]?.person?.name).toBe("バシール");
});

it("without a query it offers every screen and action, and nobody's name", async () => {
  const palette = new Palette(vi.fn());

  await palette.find();

  expect(palette.entries.map(({ key }) => key)).toEqual(["today", "people", "programmes", "companies", "activities", "figures", "settings", "new", "lock"]);
});

it("does not offer what the roles of the person at the keyboard do not allow", async () => {
  installFake({ roles: ["office"] });
  await session.load();

  expect(new Palette(vi.fn()).entries.map(({ key }) => key)).toEqual(["today", "people", "programmes", "companies", "activities", "figures", "settings", "lock"]);
});

it("finds the sections of the settings by name, only those that the roles allow", async () => {
  const found = (query: string) => {
    const palette = new Palette(vi.fn());
    palette.query = query;
    return palette.entries.map(({ key }) => key);
  };

  expect(found("操作の記録")).toEqual(["settings-journal"]);
  expect(found("設定")).toHaveLength(settingsTabs.length + 1);
  installFake({ roles: ["caseworker"] });
  await session.load();
  expect(found("操作の記録")).toEqual([]);
  const open = ["display", "organisation", "keys", "forms", "backup", "handover", "combining", "articles", "codes", "consent", "travel", "support", "about"];
  expect(found("設定")).toEqual(["settings", ...open.map((tab) => `settings-${tab}`)]);
});

it("what was found is forgotten when it closes", async () => {
  const palette = new Palette(vi.fn());
  palette.query = "amal";
  await palette.find();

  palette.clear();

  expect(palette.entries.some(({ person }) => person)).toBe(false);
});
