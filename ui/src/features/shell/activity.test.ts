import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, it } from "vitest";
import { activityNotes } from "./activity";

afterEach(() => clearMocks());

it("keys and clicks are noted at most every 20 seconds", () => {
  const noted: string[] = [];
  let now = 0;
  mockIPC((name) => void noted.push(name));
  const note = activityNotes(() => now);

  for (now of [0, 5_000, 19_999, 20_000, 30_000]) note();

  expect(noted).toEqual(["note_activity", "note_activity"]);
});
