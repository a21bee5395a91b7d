import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import Ledgers from "../../views/Ledgers.svelte";
import { codes } from "../../codes.svelte";
import SeekingCard from "./SeekingCard.svelte";
import { lacks } from "./ledgers.svelte";

// The first drawing of a long table may take its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

let asked: [name: string, request: unknown][] = [];

beforeEach(async () => {
  asked = [];
  const commands: Record<string, (request: never) => unknown> = fakeCommands();
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    return commands[name]?.(request);
  });
  session.accept(fakeCommands().session_status(null));
  await codes.load();
});

afterEach(() => {
  clearMocks();
  vi.unstubAllGlobals();
});

const of = (name: string) => asked.filter(([each]) => each === name).map(([, request]) => request);

describe("the ledgers", () => {
  it("say how many entries lack something, and show only those when asked", async () => {
    render(Ledgers);
    const table = await screen.findByTestId("ledgers-openings");
    expect(within(table).getAllByRole("row")).toHaveLength(4);
    expect(screen.getByTestId("ledgers-complete").textContent).toContain("3件");

    await fireEvent.click(screen.getByTestId("ledgers-only-missing"));

    await waitFor(() => expect(within(screen.getByTestId("ledgers-openings")).getAllByRole("row")).toHaveLength(3));
    expect(screen.getByTestId("ledgers-openings").textContent).toContain("賃金");
  });

  it("open the records behind a count", async () => {
    render(Ledgers);
    await fireEvent.click(await screen.findByTestId("ledgers-tab-report"));

    await fireEvent.click(await screen.findByTestId("ledgers-count-new_openings-regular"));

    const records = await screen.findByTestId("ledgers-records");
    const links = within(records).getAllByRole("link").map((link) => link.getAttribute("href"));
    expect(links).toEqual(["#/openings/1", "#/openings/2"]);
  });

  it("are looked at as held back only when somebody opens that part: each look is in the journal", async () => {
    render(Ledgers);
    await screen.findByTestId("ledgers-openings");
    expect(of("held_ledger")).toHaveLength(0);

    await fireEvent.click(screen.getByTestId("ledgers-tab-held"));

    expect((await screen.findByTestId("ledgers-held")).textContent).toContain("Yusuf Demir");
    expect(of("held_ledger")).toHaveLength(1);
  });

  it("are saved sealed unless somebody agrees that everybody can read them", async () => {
    render(Ledgers);
    await fireEvent.click(await screen.findByTestId("ledgers-save"));
    const save = () => screen.getByTestId<HTMLButtonElement>("ledgers-save-do");
    await waitFor(() => expect(save().disabled).toBe(false));
    await fireEvent.click(save());
    await waitFor(() => expect(of("save_ledger")).toHaveLength(1));
    expect(of("save_ledger")[0]).toMatchObject({ passphrase: expect.stringMatching(/.{12,}/) });

    await fireEvent.click(screen.getByLabelText("だれでも読めるまま保存"));
    expect(save().disabled).toBe(true);
    await fireEvent.click(screen.getByTestId("ledgers-save-agree"));
    await fireEvent.click(save());

    await waitFor(() => expect(of("save_ledger")).toHaveLength(2));
    expect(of("save_ledger")[1]).toMatchObject({ passphrase: null });
  });

  it("go to the printer only once the journal has it", async () => {
    const printed = vi.fn(() => expect(of("print_ledger")).toHaveLength(1));
    vi.stubGlobal("print", printed);
    render(Ledgers);

    await fireEvent.click(await screen.findByTestId("ledgers-print"));

    await waitFor(() => expect(printed).toHaveBeenCalledOnce());
  });
});

describe("a request to be placed", () => {
  it("is entered, and stands on the card", async () => {
    render(SeekingCard, { participant: 1, today: "2024-06-20" });
    await fireEvent.click(await screen.findByTestId("seeking-add"));
    const address = await screen.findByTestId("seeking-address");
    await fireEvent.input(address, { target: { value: "東京都北区" } });

    await fireEvent.click(screen.getByTestId("seeking-save"));

    await waitFor(() => expect(screen.getByTestId("seeking-card").textContent).toContain("2024年6月20日"));
    expect(of("save_seeking")[0]).toMatchObject({ seeking: null, input: { address: "東京都北区", received_on: "2024-06-20" } });
  });

  it("shows at the field what is wrong with a day", async () => {
    render(SeekingCard, { participant: 1, today: "" });
    await fireEvent.click(await screen.findByTestId("seeking-add"));

    await fireEvent.click(screen.getByTestId("seeking-save"));

    await waitFor(() => expect(screen.getByTestId("seeking-received").getAttribute("aria-invalid")).toBe("true"));
  });
});

it("an entry lacks something when one of its introductions does", () => {
  const entry = { participant: 1, name: "", received_on: null, last_day: null, introductions: [], missing: [] };
  expect(lacks(entry)).toBe(false);
  expect(lacks({ ...entry, missing: ["birth"] })).toBe(true);
});
