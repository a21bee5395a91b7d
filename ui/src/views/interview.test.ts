import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { call } from "../api/call";
import { toasts } from "../controls/toasts.svelte";
import { installFake } from "../dev/fake";
import { router } from "../router.svelte";
import { session } from "../session.svelte";
import App from "../App.svelte";
import FinishedInterview from "./FinishedInterview.svelte";
import Interview from "./Interview.svelte";

beforeEach(async () => {
  installFake({ people: 12, language: "en" });
  await session.load();
});
afterEach(() => {
  cleanup();
  clearMocks();
  router.guard(null);
  toasts.list = [];
  window.location.hash = "";
});

const field = (path: string) => screen.findByTestId<HTMLInputElement>(`interview-q-${path}`);
/** happy-dom does not find a chosen option by `:checked`, which is how it is looked for. */
async function choose(testid: string, value: string) {
  const select = (await screen.findByTestId(testid)) as HTMLSelectElement;
  const option = [...select.options].find((each) => each.value === value) ?? null;
  select.querySelector = () => option;
  await fireEvent.change(select);
}
const sound = async () => {
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false }, "color-contrast": { enabled: false } } });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
};

describe("when an interview begins", () => {
  it("the form is chosen where there are several, the standard one first", async () => {
    render(Interview, { participant: 3 });
    const choices = await screen.findByTestId("interview-forms");
    const offered = [...choices.querySelectorAll("button")].map((button) => button.dataset["testid"]);
    expect(offered).toEqual(["interview-form-standard", "interview-form-household"]);

    await fireEvent.click(screen.getByTestId("interview-form-household"));
    expect(window.location.hash).toBe("#/people/3/interview/2");
  });

  it("nothing is asked again about a draft that is open", async () => {
    render(Interview, { participant: 2 });
    expect((await field("wish")).value).toBe("事務の仕事");
    expect(screen.queryByTestId("interview-forms")).toBeNull();
  });

  it("a colleague's draft is told of without what is in it", async () => {
    render(Interview, { participant: 5, form: 1 });
    expect((await screen.findByTestId("interview-other")).textContent).toContain("田中 はるか");
  });
});

it("a draft stays on its version until somebody moves it, and keeps every answer", async () => {
  await call("publish_form", { form: 1, version: 1, edits: [{ kind: "label", id: "wish", language: "en", text: "Work you hope for" }] });
  render(Interview, { participant: 2 });
  expect((await screen.findByTestId("interview-newer")).textContent).toContain("version 2");
  expect(document.body.textContent).not.toContain("Work you hope for");

  await fireEvent.click(screen.getByTestId("interview-upgrade-look"));
  await waitFor(() => expect(screen.getByTestId<HTMLButtonElement>("interview-upgrade-move").disabled).toBe(false));
  await fireEvent.click(screen.getByTestId("interview-upgrade-move"));
  await waitFor(() => expect(document.body.textContent).toContain("Work you hope for"));
  expect((await field("wish")).value).toBe("事務の仕事");
  expect(screen.queryByTestId("interview-newer")).toBeNull();
});

it("a draft that was thrown away comes back with undo", async () => {
  render(Interview, { participant: 2 });
  await field("wish");
  await fireEvent.click(screen.getByTestId("interview-discard"));
  await fireEvent.click(await screen.findByTestId("interview-discard-confirm"));
  await waitFor(() => expect(window.location.hash).toBe("#/people/2"));
  expect((await call("participant", { id: 2 })).draft).toBeNull();

  toasts.list.at(-1)?.action?.run();
  await waitFor(async () => expect((await call("participant", { id: 2 })).draft).not.toBeNull());
});

describe("with every kind of question", () => {
  beforeEach(async () => {
    render(Interview, { participant: 2, form: 2 });
    await field("rooms");
  });

  it("the screen is sound for those who do not see it", async () => {
    await fireEvent.click((await field("children_any")).querySelector("input")!);
    await fireEvent.click(await screen.findByTestId("interview-add-children[]"));
    await field("children[1].name");
    expect(await sound()).toEqual([]);
  }, 20_000);

  it("an answer that is cleared comes back with undo", async () => {
    const radio = (await field("children_any")).querySelector("input")!;
    await fireEvent.click(radio);
    await fireEvent.click(await screen.findByTestId("interview-clear-children_any"));
    expect(radio.checked).toBe(false);
    toasts.list.at(-1)?.action?.run();
    await waitFor(() => expect(radio.checked).toBe(true));
  });

  it("the keys lead from question to question, and to the end", async () => {
    (await field("rooms")).focus();
    await fireEvent.keyDown(window, { key: "ArrowDown", altKey: true });
    expect(document.activeElement?.closest("[data-question]")?.getAttribute("data-question")).toBe("children_any");
    await fireEvent.keyDown(window, { key: "ArrowUp", altKey: true });
    expect(document.activeElement).toBe(await field("rooms"));

    await fireEvent.input(await field("rooms"), { target: { value: "3" } });
    await fireEvent.keyDown(window, { key: "Enter", ctrlKey: true });
    await screen.findByTestId("interview-gaps");
  });

  it("what stands in the way of finishing is listed with a way there; a gap may be left out", async () => {
    await fireEvent.input(await field("rooms"), { target: { value: "three" } });
    await fireEvent.click(screen.getByTestId("interview-finish"));
    await screen.findByTestId("interview-gap-children_any");
    expect(screen.queryByTestId("interview-finish-anyway")).toBeNull();

    await fireEvent.click(screen.getByTestId("interview-gap-rooms"));
    await waitFor(async () => expect(document.activeElement).toBe(await field("rooms")));
    await fireEvent.input(await field("rooms"), { target: { value: "3" } });
    await fireEvent.click(screen.getByTestId("interview-finish"));
    await fireEvent.click(await screen.findByTestId("interview-finish-anyway"));
    await waitFor(() => expect(window.location.hash).toBe("#/people/2"));
  });
});

describe("the screen in the hands of a participant", () => {
  const begin = async () => {
    router.start();
    window.location.hash = "#/people/2/interview/2";
    render(App);
    await fireEvent.click(await screen.findByTestId("interview-hand"));
    await choose("interview-hand-language", "ar");
    await fireEvent.click(screen.getByTestId("interview-hand-go"));
    return screen.findByTestId("handed");
  };

  it("shows nothing else, and no address leads away from it", async () => {
    const handed = await begin();
    expect(handed.dir).toBe("rtl");
    expect(document.querySelector("nav, .rail, [data-testid=interview-finish]")).toBeNull();
    expect(document.body.textContent).not.toContain("バシール");

    window.location.hash = "#/people";
    await new Promise((done) => setTimeout(done, 50));
    expect(window.location.hash).toBe("#/people/2/interview/2");
    await fireEvent.keyDown(window, { key: "k", ctrlKey: true });
    expect(document.querySelector("dialog[open]")).toBeNull();
    expect(screen.getByTestId("handed")).toBeTruthy();
    expect(await sound()).toEqual([]);
  }, 20_000);

  it("goes back to the caseworker for the passphrase alone, with the answers in the draft", async () => {
    await begin();
    await fireEvent.click(screen.getByTestId("handed-next"));
    await fireEvent.click(await screen.findByTestId("handed-next"));
    await fireEvent.input(await screen.findByTestId("handed-q-rooms"), { target: { value: "٤" } });
    await fireEvent.change(screen.getByTestId("handed-q-rooms"));

    await fireEvent.click(screen.getByTestId("handed-take"));
    await fireEvent.input(await screen.findByTestId("handed-take-current"), { target: { value: "no" } });
    await fireEvent.click(screen.getByTestId("handed-take-save"));
    await waitFor(() => expect(document.querySelector("[data-testid=handed-take-dialog] [aria-invalid=true]")).not.toBeNull());
    expect(screen.getByTestId("handed")).toBeTruthy();

    await fireEvent.input(screen.getByTestId("handed-take-current"), { target: { value: "the passphrase" } });
    await fireEvent.click(screen.getByTestId("handed-take-save"));
    await waitFor(async () => expect((await field("rooms")).value).toBe("4"));
    expect(screen.queryByTestId("handed")).toBeNull();
  }, 20_000);
});

it("a finished interview is read in its own words, in each of its languages, and summed up", async () => {
  const { draft } = await call("open_interview", { participant: 2, form: 2 });
  await call("save_draft", { draft, revision: 0, answers: { children_any: "yes", ways: "walk bus" }, focus: null, held_on: session.today });
  const { interview } = await call("finish_interview", { draft, revision: 1 });
  render(FinishedInterview, { interview: interview ?? 0 });

  expect((await screen.findByTestId("interview-record")).textContent).toContain("On foot, Bus");
  await choose("interview-language", "ar");
  expect(screen.getByTestId("interview-record").textContent).toContain("مشيًا");
  expect(screen.getByTestId("interview-record").querySelector("dt")?.dir).toBe("rtl");
  await fireEvent.click(screen.getByTestId("interview-summary-button"));
  expect((await screen.findByTestId("interview-summary")).dir).toBe("rtl");
});
