import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Role } from "$api/generated/contract";
import { session } from "$session";
import { fakeCommands } from "../dev/fake";
import FinishedInterview from "./FinishedInterview.svelte";

configure({ asyncUtilTimeout: 5000 });

const print = vi.fn();
beforeEach(() => {
  print.mockClear();
  vi.stubGlobal("print", print);
});
afterEach(() => {
  clearMocks();
  vi.unstubAllGlobals();
});

/** A finished interview of somebody who consented to nothing outside; a reason opens the way for today. */
async function open(roles: Role[]) {
  const commands = fakeCommands({ people: 3, roles });
  session.accept(commands.session_status(null));
  const begun = commands.open_interview({ participant: 2 });
  const saved = commands.save_draft({ draft: begun.draft, revision: begun.revision, answers: { ...begun.answers, wish: "事務" }, focus: "", held_on: session.today });
  const { interview } = commands.finish_interview({ draft: begun.draft, revision: saved.revision, skip_missing: true });
  let opened = false;
  const all: Record<string, (request: never) => unknown> = { ...commands };
  all["note_printed"] = () => {
    if (!opened) throw { code: "consent_needed", field: "gate.export" };
    return null;
  };
  all["override_consent"] = (request) => {
    opened = true;
    return commands.override_consent(request);
  };
  mockIPC((name, payload) => all[name]?.((payload as { request: never }).request));
  if (interview === null) throw new Error("it can be finished");
  render(FinishedInterview, { interview });
  await fireEvent.click(await screen.findByTestId("interview-print"));
}

it("an interview goes on paper only with a consent or a reason", async () => {
  await open(["caseworker"]);
  await screen.findByTestId("gate-override");
  expect(print).not.toHaveBeenCalled();

  const list = await screen.findByTestId<HTMLSelectElement>("override-reason");
  await waitFor(() => expect(list.options.length).toBeGreaterThan(2));
  list.value = "to_themselves";
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector))) as typeof list.querySelector;
  await fireEvent.change(list);
  await fireEvent.click(screen.getByTestId("override-do"));

  await waitFor(() => expect(print).toHaveBeenCalledOnce());
});

it("whoever may not give a reason is told that consent is missing", async () => {
  await open(["placement"]);

  await waitFor(() => expect(screen.queryByTestId("gate-override")).toBeNull());
  expect(print).not.toHaveBeenCalled();
});
