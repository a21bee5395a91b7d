import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ComparisonView, StateView } from "$api/generated/contract";
import { language } from "$i18n";
import Comparison from "./Comparison.svelte";
import { Restoring } from "./restoring.svelte";

const state = (at: string | null, serial: number, participants: number): StateView => ({
  at,
  serial,
  counts: [{ what: "participants", count: participants }],
});
const older: ComparisonView = {
  chosen: true,
  backup: state("2026-11-13T17:20:00+09:00", 40, 109),
  current: state("2026-11-22T14:05:00+09:00", 48, 112),
  older: true,
  same_vault: true,
  erased_again: 2,
};

let asked: string[];
let answer: ComparisonView;

beforeEach(() => {
  language.current = "en";
  asked = [];
  answer = older;
  mockIPC((name) => {
    asked.push(name);
    return name === "look_at_backup" ? answer : null;
  });
});
afterEach(() => {
  cleanup();
  clearMocks();
});

async function compared(found: ComparisonView, first = false) {
  answer = found;
  const restoring = new Restoring();
  restoring.secret = "kiri-hashi";
  await restoring.look();
  render(Comparison, { restoring, first, onrestore: () => {}, oncancel: () => {} });
  return restoring;
}
const confirmed = () => screen.getByTestId("backup-confirm").textContent?.trim();

it("an older backup says what is lost, on the button too", async () => {
  await compared(older);

  expect(screen.getByTestId("backup-loses").textContent).toContain("Participants 3");
  expect(confirmed()).toBe("Lose what came after 13 November 2026, 17:20, and restore");
});

it("whoever was erased since is said to be erased again", async () => {
  await compared(older);

  expect(screen.getByTestId("backup-erased-again").textContent).toContain("2 people");
});

it("the backup of another vault is told apart", async () => {
  await compared({ ...older, same_vault: false });

  expect(screen.getByTestId("backup-other")).toBeTruthy();
  expect(confirmed()).toBe("Lose the vault here and restore");
});

it("a vault that does not open cannot be compared, and the screen says so", async () => {
  await compared({ ...older, current: null });

  expect(screen.getByTestId("backup-unknown")).toBeTruthy();
});

it("on an empty computer nothing is lost", async () => {
  await compared({ ...older, current: null }, true);

  expect(screen.queryByTestId("backup-unknown")).toBeNull();
  expect(confirmed()).toBe("Begin from this backup");
});

it("the secret is gone from the page once the backup is open, and the backup is let go of on cancel", async () => {
  const restoring = await compared(older);
  expect(restoring.secret).toBe("");

  await restoring.forget();

  expect(asked).toEqual(["look_at_backup", "forget_backup"]);
});

it("a closed file dialog changes nothing and keeps what was typed", async () => {
  answer = { ...older, chosen: false, backup: null, current: null };
  const restoring = new Restoring();
  restoring.secret = "kiri-hashi";

  await restoring.look();

  expect(restoring.found).toBeNull();
  expect(restoring.notChosen).toBe(true);
  expect(restoring.secret).toBe("kiri-hashi");
});
