import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ParticipantView } from "$api/generated/contract";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import { codes } from "../../codes.svelte";
import SummaryDialog from "./SummaryDialog.svelte";

configure({ asyncUtilTimeout: 5000 });

const commands = fakeCommands({ people: 3 });
const asked: string[] = [];
const print = vi.fn();

beforeEach(async () => {
  asked.length = 0;
  print.mockClear();
  vi.stubGlobal("print", print);
  session.accept(commands.session_status(null));
  const all: Record<string, (request: never) => unknown> = commands;
  mockIPC((name, payload) => {
    asked.push(name);
    return all[name]?.((payload as { request: never }).request);
  });
  await codes.load();
});

/** Chooses in a list; happy-dom knows no `:checked` option, by which Svelte reads the choice. */
async function choose(id: string, value: string) {
  const list = await screen.findByTestId<HTMLSelectElement>(id);
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector))) as typeof list.querySelector;
  await fireEvent.change(list);
}

afterEach(() => {
  clearMocks();
  vi.unstubAllGlobals();
});

async function open(onchanged: (view: ParticipantView) => void = () => {}) {
  render(SummaryDialog, { view: commands.participant({ id: 1 }), onclose: () => {}, onchanged });
  return screen.findByTestId("summary-preview");
}

const recipient = (name: string) => fireEvent.input(screen.getByTestId("summary-recipient"), { target: { value: name } });

it("a summary shows chosen parts only, and never a number that must not be used", async () => {
  const preview = await open();

  expect(preview.textContent).toContain("システム管理");
  expect(preview.textContent).not.toContain("1991年");
  expect(preview.textContent).not.toContain("指定書");
  await fireEvent.click(screen.getByTestId("summary-part-contact"));
  await waitFor(() => expect(preview.textContent).toContain("090-0000-0000"));
  expect(preview.textContent).not.toContain("03-0000-0000");
  await fireEvent.click(screen.getByTestId("summary-part-residence"));
  await waitFor(() => expect(preview.textContent).toContain("特定活動"));
  expect(preview.textContent).not.toContain("本邦に在留し");
});

it("nothing is printed for whom nobody consented to, until somebody opens the gate with a reason", async () => {
  let changed: ParticipantView | null = null;
  await open((view) => (changed = view));
  await recipient("支援の会");
  await fireEvent.click(screen.getByTestId("summary-print"));
  await screen.findByTestId("gate-override");
  expect(print).not.toHaveBeenCalled();

  await choose("override-reason", "life_or_body");
  await fireEvent.click(screen.getByTestId("override-do"));

  await waitFor(() => expect(print).toHaveBeenCalledOnce());
  expect(changed).toMatchObject({ overrides: [{ gate: "export", reason: "life_or_body" }] });
  expect(asked.filter((name) => name === "hand_out_summary")).toHaveLength(2);
});

it("without a recipient the field says so", async () => {
  await open();

  await fireEvent.click(screen.getByTestId("summary-print"));

  await waitFor(() => expect(screen.getByTestId("summary-recipient").getAttribute("aria-invalid")).toBe("true"));
  expect(print).not.toHaveBeenCalled();
});
