import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EraseRequest } from "$api/generated/contract";
import { fakeCommands } from "../../dev/fake";
import { inventPeople } from "../../dev/fake-people";
import Done from "./Done.svelte";
import EraseDialog from "./EraseDialog.svelte";
import { Erasure } from "./erasure.svelte";

// The first drawing of a long list may take its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

let erased: EraseRequest[] = [];
let breaks = false;

beforeEach(() => {
  erased = [];
  breaks = false;
  const commands: Record<string, (request: never) => unknown> = fakeCommands();
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    if (name === "erasure_preview" && breaks) throw { code: "not_found", field: null };
    if (name === "erase_participant") erased.push(request);
    return commands[name]?.(request);
  });
});

afterEach(() => clearMocks());

async function ready(current = "kiri-hashi-oka"): Promise<Erasure> {
  const erasure = new Erasure(5);
  await erasure.look();
  erasure.toReason();
  erasure.reason = "asked";
  erasure.current = current;
  return erasure;
}

describe("an erasure", () => {
  it("goes on only after it was shown what goes", async () => {
    const erasure = new Erasure(5);
    erasure.toReason();
    expect(erasure.step).toBe("preview");

    await erasure.look();
    erasure.toReason();
    expect(erasure.step).toBe("reason");
  });

  it("stops at a preview that could not be made", async () => {
    breaks = true;
    const erasure = new Erasure(5);

    await erasure.look();
    erasure.toReason();

    expect(erasure.step).toBe("preview");
    expect(erasure.failure?.code).toBe("not_found");
  });

  it("needs a reason and the passphrase", async () => {
    const erasure = await ready("");
    erasure.toConfirm();
    expect(erasure.step).toBe("reason");

    erasure.current = "kiri-hashi-oka";
    erasure.reason = "";
    erasure.toConfirm();
    expect(erasure.step).toBe("reason");
  });

  it("erases nothing before the last confirmation", async () => {
    const erasure = await ready();

    expect(await erasure.erase()).toBe(false);
    expect(erased).toEqual([]);
    erasure.toConfirm();
    expect(await erasure.erase()).toBe(true);
    expect(erased).toEqual([{ participant: 5, reason: "asked", current: "kiri-hashi-oka" }]);
    expect(erasure.step).toBe("done");
  });

  it("goes back to the passphrase when it is wrong, and says so there", async () => {
    const erasure = await ready("abc");
    erasure.toConfirm();

    expect(await erasure.erase()).toBe(false);

    expect(erasure.step).toBe("reason");
    expect(erasure.failure?.field).toBe("current");
  });

  it("keeps no passphrase once it was used", async () => {
    const erasure = await ready();
    erasure.toConfirm();

    await erasure.erase();

    expect(erasure.current).toBe("");
  });
});

describe("the dialog", () => {
  const [person] = inventPeople(5).slice(4);
  if (!person) throw new Error("five people were invented");

  it("leads through all steps with the keyboard's own controls and then onward", async () => {
    const onerased = vi.fn();
    render(EraseDialog, { person: person.row, onward: "onward", onclose: vi.fn(), onerased });

    const preview = await screen.findByTestId("erase-preview");
    expect(preview.textContent).toContain("名前");
    expect(screen.getByTestId("erase-held").textContent).toContain("2件");
    expect(screen.getByTestId("erase-totals").textContent).toContain("2024年度");
    expect(screen.getByTestId("erase-backups").textContent).toContain("もう一度消去します");
    await fireEvent.click(screen.getByTestId("erase-next"));
    await fireEvent.click(screen.getByLabelText("本人から求められた"));
    await fireEvent.input(screen.getByTestId("erase-current"), { target: { value: "kiri-hashi-oka" } });
    await fireEvent.click(screen.getByTestId("erase-to-confirm"));
    await fireEvent.click(await screen.findByTestId("erase-confirm"));
    expect((await screen.findByTestId("erase-gone")).textContent).toContain("面談");
    await fireEvent.click(screen.getByTestId("erase-finish"));

    await waitFor(() => expect(onerased).toHaveBeenCalledOnce());
  });

  it("can be left before, and nothing is erased", async () => {
    const onclose = vi.fn();
    render(EraseDialog, { person: person.row, onward: "onward", onclose, onerased: vi.fn() });
    await screen.findByTestId("erase-preview");

    await fireEvent.click(screen.getByText("やめる"));

    await waitFor(() => expect(onclose).toHaveBeenCalledOnce());
    expect(erased).toEqual([]);
  });
});

it.each([[true], [false]])("the result says whether the file was rewritten already: %s", (cleaned) => {
  render(Done, { result: { gone: [], held: null, cleaned } });

  expect(screen.queryByTestId("erase-not-cleaned") === null).toBe(cleaned);
});
