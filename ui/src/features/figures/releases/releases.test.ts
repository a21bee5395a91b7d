import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { CommandError } from "$api/generated/contract";
import { language } from "$i18n";
import { session } from "$session";
import { choose } from "../../../dev/choose";
import { fakeCommands } from "../../../dev/fake";
import NewRelease from "../../../views/NewRelease.svelte";
import Release from "../../../views/Release.svelte";
import ReleaseList from "./ReleaseList.svelte";

let asked: [name: string, request: unknown][] = [];

async function answers(more: Record<string, (request: never) => unknown> = {}) {
  const commands: Record<string, (request: never) => unknown> = { ...fakeCommands({ language: "en", people: 12, stage: "open" }), ...more };
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return structuredClone(commands[name]?.(request));
  });
  await session.load();
}

const requests = (name: string) => asked.filter(([each]) => each === name).map(([, request]) => request);
const click = async (testid: string) => fireEvent.click(await screen.findByTestId(testid));

async function toSign(): Promise<void> {
  await click("release-next");
  await screen.findByTestId("release-look-0");
  await waitFor(() => expect((screen.getByTestId("release-next") as HTMLButtonElement).disabled).toBe(false));
  await click("release-next");
  await screen.findByTestId("release-sign");
}

beforeEach(() => {
  asked = [];
  language.current = "en";
});
afterEach(() => {
  cleanup();
  clearMocks();
});

it("teaches what a release is where there is none", async () => {
  await answers();
  render(ReleaseList, { year: 2024 });

  expect((await screen.findByTestId("releases-none")).textContent).toContain("Nothing was published yet");
  expect(screen.getByTestId("releases-new").getAttribute("href")).toBe("#/figures/2024/publish");
});

it("shows what leaves beside what was counted, with the reason", async () => {
  await answers();
  render(NewRelease, { year: 2024 });
  await click("release-next");

  const first = await screen.findByTestId("release-look-0");
  const row = [...first.querySelectorAll("tr")].find((each) => each.textContent?.includes("Africa"));
  expect([...(row?.querySelectorAll("td") ?? [])].map((cell) => cell.textContent)).toEqual(["38", "40", "Rounded"]);
  expect(first.textContent).toContain("by at most 2");
  expect(requests("save_release_tables"), "an unchanged choice is no new version").toEqual([]);
});

it("opens the records behind a count, by the keyboard too", async () => {
  await answers();
  render(NewRelease, { year: 2024 });
  await click("release-next");
  const africa = await screen.findByTestId("release-inside-new_contacts-africa");
  expect(africa.tagName).toBe("BUTTON");
  await fireEvent.click(africa);

  await waitFor(() => expect(requests("chart_records")).toHaveLength(1));
  expect(requests("chart_records")[0]).toEqual({ year: 2024, of: { kind: "code", figure: "new_contacts", axis: "region", code: "africa" } });
  expect(screen.queryByTestId("release-inside-new_contacts-other"), "what is pooled has no list of its own").toBeNull();
});

it("says why a number is hidden", async () => {
  await answers();
  render(NewRelease, { year: 2024 });
  await click("release-next");
  await screen.findByTestId("release-look-0");
  await fireEvent.click(screen.getByLabelText("Hide small counts"));

  await waitFor(() => expect(screen.getByTestId("release-look-0").textContent).toContain("Hidden: 1 to 4 people"));
  expect(requests("preview_release")).toEqual([
    { year: 2024, profile: "rounding" },
    { year: 2024, profile: "suppression" },
  ]);
});

it("keeps another choice of tables as a new version before it protects them", async () => {
  await answers();
  render(NewRelease, { year: 2024 });
  await click("release-table-2");
  await click("release-next");

  await waitFor(() => expect(requests("preview_release")).toHaveLength(1));
  const [saved] = requests("save_release_tables") as { tables: unknown[] }[];
  expect(saved?.tables).toHaveLength(3);
});

it("tells how to coarsen what is refused, and does not go on", async () => {
  const nothing = { headlines: [], tables: [], certificate: null, notes_ja: [], notes_en: [] };
  await answers({ preview_release: () => ({ number: 1, content: nothing, refused: "too_large", coarsen: ["origin"], changes: [] }) });
  render(NewRelease, { year: 2024 });
  await click("release-next");

  const refused = await screen.findByTestId("release-refused");
  expect(refused.textContent).toContain("too large");
  expect(refused.textContent).toContain("Region of origin");
  expect((screen.getByTestId("release-next") as HTMLButtonElement).disabled).toBe(true);
});

it("says which tables changed since they left, and looks again without them", async () => {
  const nothing = { headlines: [], tables: [], certificate: null, notes_ja: [], notes_en: [] };
  const commands = fakeCommands({ language: "en", people: 12, stage: "open" }) as Record<string, (request: unknown) => unknown>;
  commands.publish_release?.({ year: 2024, profile: "rounding", audience: "General meeting" });
  await answers({
    ...(commands as object),
    preview_release: () => ({ number: 2, content: nothing, refused: "changed_since_release", coarsen: [], changes: [] }),
  });
  render(NewRelease, { year: 2024 });
  await click("release-next");

  expect((await screen.findByTestId("release-differences")).textContent).toContain("Africa");
  expect(screen.getByTestId("release-refused").textContent).toContain("Leave these tables out");
  await click("release-leave-out");
  await waitFor(() => expect(requests("preview_release")).toHaveLength(2));
  const [saved] = requests("save_release_tables") as { tables: { figure: string }[] }[];
  expect(saved?.tables.length).toBeGreaterThan(0);
  expect(saved?.tables.some(({ figure }) => figure === "new_contacts")).toBe(false);
});

it("does not publish a year that is not over", async () => {
  await answers();
  render(NewRelease, { year: 2026 });

  expect((await screen.findByTestId("release-not-over")).textContent).toContain("2027");
  expect((screen.getByTestId("release-next") as HTMLButtonElement).disabled).toBe(true);
});

it("asks for every small count, a name and for whom before anything is published", async () => {
  await answers();
  render(NewRelease, { year: 2024 });
  await toSign();
  const publish = screen.getByTestId("release-publish") as HTMLButtonElement;

  await fireEvent.input(screen.getByTestId("release-audience"), { target: { value: "General meeting" } });
  await fireEvent.input(screen.getByTestId("release-approver"), { target: { value: "director" } });
  expect(publish.disabled).toBe(true);
  for (const box of screen.getByTestId("release-small").querySelectorAll("input")) await fireEvent.click(box);
  expect(publish.disabled).toBe(false);
  await fireEvent.click(publish);

  await waitFor(() => expect(requests("publish_release")).toEqual([{ year: 2024, profile: "rounding", audience: "General meeting" }]));
  expect(requests("approve_headlines")).toHaveLength(1);
  await waitFor(() => expect(window.location.hash).toBe("#/figures/releases/1"));
});

it("shows a difference of a few people to the last release, to be seen before it is published", async () => {
  await answers();
  const { unmount } = render(NewRelease, { year: 2024 });
  await toSign();
  for (const box of screen.getByTestId("release-small").querySelectorAll("input")) await fireEvent.click(box);
  await fireEvent.input(screen.getByTestId("release-approver"), { target: { value: "director" } });
  await fireEvent.input(screen.getByTestId("release-audience"), { target: { value: "General meeting" } });
  await click("release-publish");
  await waitFor(() => expect(requests("publish_release")).toHaveLength(1));
  unmount();

  render(NewRelease, { year: 2024 });
  await toSign();
  await fireEvent.input(screen.getByTestId("release-audience"), { target: { value: "A funder" } });
  expect(screen.getByTestId("release-changes").textContent).toContain("it was 102, it is 103");
  expect((screen.getByTestId("release-publish") as HTMLButtonElement).disabled).toBe(true);
  await click("release-change-new_contacts");
  expect((screen.getByTestId("release-publish") as HTMLButtonElement).disabled).toBe(false);
});

it("shows how a table would be protected before it is chosen, and adds it", async () => {
  await answers();
  render(NewRelease, { year: 2024 });
  await click("release-build");
  await choose("builder-figure", "interviewed");
  await choose("builder-axis-0", "age_band");

  expect((await screen.findByTestId("builder-rounding")).textContent).toContain("change by rounding");
  expect(screen.getByTestId("builder-suppression").textContent).toContain("Counts from 1 to 4 that are hidden: 1");
  await click("builder-add");
  expect(screen.getByLabelText(/by Age band/)).toBeTruthy();
});

it("offers no two axes that say the same", async () => {
  await answers();
  render(NewRelease, { year: 2024 });
  await click("release-build");
  await choose("builder-axis-0", "quarter");

  const second = (await screen.findByTestId("builder-axis-1")) as HTMLSelectElement;
  expect([...second.options].map(({ value }) => value)).not.toContain("quarter");
});

it("shows a release as it left, what is other today, and saves its files", async () => {
  const commands = fakeCommands({ language: "en", people: 12, stage: "open" }) as Record<string, (request: unknown) => unknown>;
  commands.publish_release?.({ year: 2024, profile: "suppression", audience: "General meeting" });
  await answers({ release: commands.release as never });
  const { container } = render(Release, { id: 1 });

  expect((await screen.findByTestId("release-for")).textContent).toBe("General meeting");
  expect(screen.getByTestId("release-differences").textContent).toContain("Africa");
  expect(screen.getByTestId("release-table-0").textContent).toContain("not shown");
  expect(container.textContent, "exact counts stay inside").not.toContain("Inside");
  await click("release-save-tables.xlsx");
  await click("release-save-chart-1.svg");
  await waitFor(() =>
    expect(requests("save_release_file")).toEqual([
      { release: 1, file: "tables.xlsx", language: "en" },
      { release: 1, file: "chart-1.svg", language: "en" },
    ]),
  );
});

it("draws a table of two dimensions as bars for each group, and as a table", async () => {
  const commands = fakeCommands({ language: "en", people: 12, stage: "open" }) as Record<string, (request: unknown) => unknown>;
  commands.save_release_tables?.({ year: 2024, tables: [{ figure: "new_contacts", axes: ["region", "quarter"] }] });
  commands.publish_release?.({ year: 2024, profile: "suppression", audience: "General meeting" });
  await answers({ release: commands.release as never });
  const { container } = render(Release, { id: 1 });

  const groups = await screen.findAllByTestId("release-table-0-group");
  expect(groups.length).toBeGreaterThan(1);
  expect(new Set(groups.map((group) => group.textContent)).size).toBe(groups.length);
  expect(screen.getByTestId("release-table-0").textContent).toContain("not shown");
  const finding = screen.getByTestId("release-table-0-finding").textContent;
  expect(groups.some((group) => finding.includes(` · ${group.textContent}`)), finding).toBe(true);
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations.map(({ id }) => id)).toEqual([]);
  await click("release-table-0-as-table");
  expect(screen.getByTestId("release-table-0").querySelectorAll("thead th").length).toBeGreaterThan(2);
});

it("is clean for those who listen to it", async () => {
  await answers();
  const { container } = render(NewRelease, { year: 2024 });
  const clean = async () => {
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id }) => id)).toEqual([]);
  };
  await screen.findByTestId("release-tables");
  await clean();
  await click("release-next");
  await screen.findByTestId("release-look-0");
  await clean();
  await waitFor(() => expect((screen.getByTestId("release-next") as HTMLButtonElement).disabled).toBe(false));
  await click("release-next");
  await screen.findByTestId("release-sign");
  await clean();
});

it("says that it was stopped, and publishes nothing", async () => {
  await answers({
    preview_release: () => {
      throw { code: "cancelled", field: null } satisfies CommandError;
    },
  });
  render(NewRelease, { year: 2024 });
  await click("release-next");

  expect((await screen.findByTestId("release-failure")).textContent).toBeTruthy();
  expect((screen.getByTestId("release-next") as HTMLButtonElement).disabled).toBe(true);
  expect(requests("publish_release")).toEqual([]);
});
