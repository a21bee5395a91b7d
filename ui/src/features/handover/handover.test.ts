import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, it } from "vitest";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import LaptopsPanel from "./LaptopsPanel.svelte";
import ReceivePanel from "./ReceivePanel.svelte";

configure({ asyncUtilTimeout: 5000 });

let asked: string[];

function fake() {
  asked = [];
  const commands: Record<string, (request: never) => unknown> = fakeCommands({});
  session.accept(fakeCommands({}).session_status(null));
  mockIPC((name, payload) => {
    asked.push(name);
    return commands[name]?.((payload as { request: never }).request);
  });
}

afterEach(() => clearMocks());

it("a laptop is kept only after somebody said that every word was the same", async () => {
  fake();
  render(LaptopsPanel);
  await fireEvent.click(await screen.findByTestId("handover-choose-key"));

  const keep = await screen.findByTestId<HTMLButtonElement>("handover-keep");
  expect(keep.disabled).toBe(true);
  await fireEvent.click(screen.getByTestId("handover-same"));
  expect(keep.disabled).toBe(false);
  await fireEvent.input(screen.getByTestId("handover-name"), { target: { value: "Mori" } });
  await fireEvent.click(keep);

  await waitFor(() => expect(screen.getByTestId("handover-laptop-2").textContent).toContain("Mori"));
});

it("a case is looked at before it is accepted", async () => {
  fake();
  render(ReceivePanel);
  await fireEvent.click(screen.getByTestId("handover-receive"));

  expect((await screen.findByTestId("handover-found")).textContent).toContain("Amal Khan");
  expect(asked).not.toContain("accept_parcel");
  await fireEvent.click(screen.getByTestId("handover-accept"));

  await waitFor(() => expect(asked).toContain("accept_parcel"));
  expect(screen.queryByTestId("handover-found")).toBeNull();
});

it("deciding later forgets the file", async () => {
  fake();
  render(ReceivePanel);
  await fireEvent.click(screen.getByTestId("handover-receive"));
  await fireEvent.click(await screen.findByTestId("handover-later"));

  await waitFor(() => expect(asked).toContain("forget_parcel"));
});
