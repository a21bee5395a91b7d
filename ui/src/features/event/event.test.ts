import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "$api/call";
import { toasts } from "$controls/toasts.svelte";
import { language } from "$i18n";
import { session } from "$session";
import { installFake } from "../../dev/fake";
import ContactForm from "./ContactForm.svelte";
import { CLEAR_AFTER_MS, EventScreen } from "./event.svelte";
import EventCounters from "./EventCounters.svelte";
import { scripts } from "./scripts";
import WaitingCard from "./WaitingCard.svelte";

configure({ asyncUtilTimeout: 5000 });

beforeEach(async () => {
  installFake({ language: "en", stage: "event" });
  language.current = "en";
  toasts.list = [];
  await session.load();
});

afterEach(() => {
  cleanup();
  clearMocks();
  vi.useRealTimers();
  language.current = "ja";
});

const begun = async () => new EventScreen(await call("event_screen"));
const heads = (event: EventScreen, code: string) => event.view.counters.find(({ category }) => category.code === code)?.heads;

/** Chooses in a list; happy-dom knows no `:checked` option, by which Svelte reads the choice. */
async function choose(testid: string, value: string) {
  const list = screen.getByTestId<HTMLSelectElement>(testid);
  list.value = value;
  const chosen = list.selectedOptions[0] ?? null;
  list.querySelector = ((selector: string) => (selector === ":checked" ? chosen : HTMLElement.prototype.querySelector.call(list, selector))) as typeof list.querySelector;
  await fireEvent.change(list);
}

describe("the counters", () => {
  it("count every one of many quick taps", async () => {
    const event = await begun();

    await Promise.all(Array.from({ length: 20 }, () => event.tap("participants", 1)));

    expect(heads(event, "participants")).toBe(20);
  });

  it("take back the last tap, not any", async () => {
    const event = await begun();
    await event.tap("participants", 1);
    await event.tap("others", 1);

    expect(await event.undo()).toBe("others");

    expect([heads(event, "participants"), heads(event, "others")]).toEqual([1, 0]);
    expect(await event.undo()).toBe("participants");
    expect(await event.undo()).toBeNull();
  });

  it("say when a tap was not saved, and do not show it", async () => {
    const event = await begun();

    expect(await event.tap("participants", -1)).toBe(false);

    expect([event.failed, heads(event, "participants"), event.taps.length]).toEqual([true, 0, 0]);
  });

  it("offer no way below nobody", async () => {
    render(EventCounters, { screen: await begun() });

    expect((screen.getByTestId("event-minus-participants") as HTMLButtonElement).disabled).toBe(true);
    expect((screen.getByTestId("event-minus-companies") as HTMLButtonElement).disabled).toBe(false);
  });
});

describe("a contact", () => {
  it("is not kept without a yes", async () => {
    const event = await begun();
    render(ContactForm, { screen: event });
    await fireEvent.input(screen.getByTestId("event-name"), { target: { value: "Noa" } });
    await fireEvent.input(screen.getByTestId("event-value"), { target: { value: "080" } });

    await fireEvent.click(screen.getByTestId("event-keep"));
    await screen.findByRole("alert");
    expect(event.view.contacts).toBe(0);
    await fireEvent.click(screen.getByTestId("event-agreed"));
    await fireEvent.click(screen.getByTestId("event-keep"));

    await waitFor(() => expect(event.view.contacts).toBe(1));
    expect([event.contact.name, event.contact.value, event.contact.agreed]).toEqual(["", "", false]);
  });

  it("that was begun does not stay before the next guest", async () => {
    const event = await begun();
    render(ContactForm, { screen: event });
    vi.useFakeTimers();
    await fireEvent.input(screen.getByTestId("event-name"), { target: { value: "Noa" } });

    vi.advanceTimersByTime(CLEAR_AFTER_MS - 1);
    expect(event.contact.name).toBe("Noa");
    vi.advanceTimersByTime(1);

    expect(event.contact.name).toBe("");
  });

  it("is asked for in the language that was chosen, from its own side", async () => {
    render(ContactForm, { screen: await begun() });

    await choose("event-language", "ar");

    const said = await screen.findByText(scripts["ar"]?.text ?? "missing");
    expect([said.getAttribute("lang"), said.getAttribute("dir")]).toEqual(["ar", "rtl"]);
  });
});

describe("contacts that wait", () => {
  it("are let go and taken up again", async () => {
    render(WaitingCard);

    await fireEvent.click(await screen.findByTestId("event-discard-1"));
    await waitFor(() => expect(screen.queryByText("ノア")).toBeNull());
    toasts.list.at(-1)?.action?.run();

    await screen.findByText("ノア");
  });
});
