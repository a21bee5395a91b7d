import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toasts } from "$controls/toasts.svelte";
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

  it("comes back as it stood when it was removed by mistake", async () => {
    const { call } = await import("$api/call");
    const input = { received_on: "2024-05-01", valid_until: "", closed_on: "", occupation: "", wish: "", address: "東京都北区" };
    await call("save_seeking", { participant: 3, seeking: null, input });
    render(SeekingCard, { participant: 3, today: "2024-06-20" });
    const card = await screen.findByTestId("seeking-card");
    await waitFor(() => expect(within(card).getAllByRole("button")).toHaveLength(2));
    await fireEvent.click(within(card).getAllByRole("button")[1]!);
    await fireEvent.input(await screen.findByTestId("seeking-address"), { target: { value: "typed and not saved" } });
    await fireEvent.click(screen.getByTestId("seeking-remove"));
    await waitFor(() => expect(card.textContent).not.toContain("2024年5月1日"));

    toasts.list.at(-1)?.action?.run();

    await waitFor(() => expect(card.textContent).toContain("2024年5月1日"));
    expect(of("save_seeking").at(-1)).toMatchObject({ seeking: null, input });
  });

  it("shows at the field what is wrong with a day", async () => {
    render(SeekingCard, { participant: 1, today: "" });
    await fireEvent.click(await screen.findByTestId("seeking-add"));

    await fireEvent.click(screen.getByTestId("seeking-save"));

    await waitFor(() => expect(screen.getByTestId("seeking-received").getAttribute("aria-invalid")).toBe("true"));
  });
});

describe("the ledger of fees", () => {
  /** happy-dom does not find a chosen option by `:checked`, which is how it is looked for. */
  const choose = async (value: string) => {
    const list = await screen.findByTestId<HTMLSelectElement>("ledgers-fee-for");
    const option = [...list.options].find((each) => each.value === value) ?? null;
    list.querySelector = () => option;
    await fireEvent.change(list);
  };
  const licensed = async () => {
    const { call } = await import("$api/call");
    await call("save_licence", { number: "13-ユ-300123", fees: true });
  };

  it("is there only where the licence is for fees", async () => {
    render(Ledgers);
    await screen.findByTestId("ledgers-openings");

    expect(screen.queryByTestId("ledgers-tab-fees")).toBeNull();
  });

  it("takes a fee for a hire, says what it lacks, and gives back what was removed", async () => {
    await licensed();
    render(Ledgers);
    await fireEvent.click(await screen.findByTestId("ledgers-tab-fees"));
    await fireEvent.click(await screen.findByTestId("ledgers-fee-add"));
    await fireEvent.click(await screen.findByTestId("ledgers-fee-save"));
    await waitFor(() => expect(screen.getByTestId("ledgers-fee-amount").getAttribute("aria-invalid")).toBe("true"));

    await choose("p1");
    await fireEvent.input(screen.getByTestId("ledgers-fee-amount"), { target: { value: "３００,０００円" } });
    await fireEvent.click(screen.getByTestId("ledgers-fee-save"));

    const table = await screen.findByTestId("ledgers-fees");
    expect(of("save_fee").at(-1)).toMatchObject({ fee: null, input: { placement: 1, company: null, amount: 300_000, kind: "notified" } });
    expect(table.textContent).toContain("300,000円");
    expect(table.textContent).toContain("算出の根拠");

    await fireEvent.click(within(table).getByRole("button"));
    await fireEvent.click(await screen.findByTestId("ledgers-fee-remove"));
    await waitFor(() => expect(screen.queryByTestId("ledgers-fees")).toBeNull());
    toasts.list.at(-1)?.action?.run();

    await waitFor(() => expect(screen.getByTestId("ledgers-fees").textContent).toContain("300,000円"));
  });

  it("offers what was received for an opening without a placement", async () => {
    await licensed();
    render(Ledgers);
    await fireEvent.click(await screen.findByTestId("ledgers-tab-fees"));
    await fireEvent.click(await screen.findByTestId("ledgers-fee-add"));

    await choose("c2");
    await fireEvent.input(screen.getByTestId("ledgers-fee-amount"), { target: { value: "710" } });
    await fireEvent.click(screen.getByTestId("ledgers-fee-save"));

    await waitFor(() => expect(of("save_fee").at(-1)).toMatchObject({ input: { placement: null, company: 2, kind: "reception" } }));
  });
});

it("an entry lacks something when one of its introductions does", () => {
  const entry = { participant: 1, name: "", received_on: null, last_day: null, introductions: [], missing: [] };
  expect(lacks(entry)).toBe(false);
  expect(lacks({ ...entry, missing: ["birth"] })).toBe(true);
});
