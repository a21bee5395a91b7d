import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "$api/generated/contract";
import { t } from "$i18n";
import { session } from "$session";
import { fakeCommands } from "../dev/fake";
import Import from "./Import.svelte";

configure({ asyncUtilTimeout: 5000 });

let asked: [name: string, request: unknown][] = [];

function begin(roles: Role[] = ["caseworker", "office"]) {
  asked = [];
  const start = { language: "en" as const, people: 12, roles };
  session.accept(fakeCommands(start).session_status(null));
  const commands: Record<string, (request: never) => unknown> = fakeCommands(start);
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return structuredClone(commands[name]?.(request));
  });
}

beforeEach(() => begin());
afterEach(() => {
  cleanup();
  clearMocks();
});

const click = async (id: string) => fireEvent.click(await screen.findByTestId(id));
const requests = (name: string) => asked.filter(([asked]) => asked === name).map(([, request]) => request);

async function look() {
  render(Import);
  await click("intake-choose");
  await screen.findByTestId("intake-columns");
  await click("intake-check");
  await screen.findByTestId("intake-summary");
}

describe("bringing in a list", () => {
  it("says what each column was taken for, and what was only guessed", async () => {
    render(Import);
    await click("intake-choose");

    const columns = await screen.findByTestId("intake-columns");
    expect(columns.textContent).toContain("生年月日(西暦)");
    expect(columns.textContent).toContain(t.intake.guessed);
  });

  it("mends a row on the spot, in the cell that was wrong", async () => {
    await look();
    const field = (await screen.findByTestId("intake-mend-6-2")) as HTMLInputElement;
    expect(field.value).toBe("コンゴ");
    expect(field.getAttribute("aria-invalid")).toBe("true");

    await fireEvent.input(field, { target: { value: "コンゴ民主共和国" } });
    await fireEvent.submit(field.closest("form") as HTMLFormElement);

    await waitFor(() => expect(screen.queryByTestId("intake-fault-6")).toBeNull());
    expect(requests("mend_import_cell")).toEqual([{ row: 6, column: 2, text: "コンゴ民主共和国" }]);
    expect((await screen.findByTestId("intake-summary")).textContent).toContain("18");
  });

  it("writes nothing before it is told to, and then shows how to undo it", async () => {
    await look();
    expect(requests("run_import")).toEqual([]);

    await click("intake-run");
    await screen.findByTestId("intake-done");
    await click("intake-undo-1");
    await click("intake-undo-confirm");

    await waitFor(() => expect(requests("undo_import")).toEqual([{ import: 1, also_when_changed: true }]));
    await waitFor(() => expect(screen.queryByTestId("intake-undo-1")).toBeNull());
  });

  it("asks for the cohort of a list of attendance that names none", async () => {
    render(Import);
    await fireEvent.click(await screen.findByLabelText(t.intake.kinds.attendance));
    await click("intake-choose");

    const list = (await screen.findByTestId("intake-cohort")) as HTMLSelectElement;
    expect((await screen.findByTestId("intake-missing")).textContent).toContain(t.intake.fields.cohort);
    list.value = "1";
    await fireEvent.change(list);

    await waitFor(() => expect(requests("set_import_choices")).toEqual([{ first_contact: "", order: null, cohort: 1 }]));
    await waitFor(() => expect(screen.queryByTestId("intake-missing")).toBeNull());
  });

  it("leaves the list when the screen is left", async () => {
    await look();
    cleanup();

    await waitFor(() => expect(requests("forget_import")).toHaveLength(1));
  });
});
