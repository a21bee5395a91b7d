import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AttachDocumentRequest, CommandError } from "$api/generated/contract";
import { fakeCommands } from "../../dev/fake";
import DocumentsPanel from "./DocumentsPanel.svelte";
import { Documents, LARGEST } from "./documents.svelte";
import { Dropping } from "./dropping.svelte";
import { named } from "./files";
import { formatSize } from "./sizes";
import { fitting, Zoom } from "./zoom.svelte";

// The first drawing of a long list may take its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

let asked: [name: string, request: unknown][] = [];

beforeEach(() => {
  asked = [];
  const commands: Record<string, (request: never) => unknown> = fakeCommands();
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    asked.push([name, request]);
    if (name === "attach_document" && (request as AttachDocumentRequest).name === "broken.pdf") {
      throw { code: "disk_full", field: null } satisfies CommandError;
    }
    return commands[name]?.(request);
  });
});

afterEach(() => {
  clearMocks();
  vi.unstubAllGlobals();
});

const attached = () => asked.filter(([name]) => name === "attach_document").map(([, request]) => request as AttachDocumentRequest);
const file = (name: string, content = "x", type = "") => new File([content], name, { type });

function heavy(name: string): File {
  const made = file(name);
  Object.defineProperty(made, "size", { value: LARGEST + 1 });
  return made;
}

function dropped(files: File[]): Event {
  return Object.assign(new Event("drop", { bubbles: true, cancelable: true }), { dataTransfer: { types: ["Files"], files } });
}

describe("files that come in", () => {
  it("are sent as they are, one after another", async () => {
    const documents = new Documents(3);

    const added = await documents.attach([file("a.txt", "hello"), file("b.txt", "x")]);

    expect(added).toBe(2);
    expect(attached()).toEqual([
      { participant: 3, name: "a.txt", data: btoa("hello") },
      { participant: 3, name: "b.txt", data: btoa("x") },
    ]);
    expect(documents.list?.map(({ name }) => name)).toEqual(["b.txt", "a.txt"]);
  });

  it("are refused unsent when they weigh more than 20 MiB or nothing", async () => {
    const documents = new Documents(3);

    await documents.attach([heavy("film.mp4"), file("empty.pdf", "")]);

    expect(attached()).toEqual([]);
    expect(documents.refused.map(({ name, failure }) => [name, failure.code])).toEqual([
      ["film.mp4", "file_too_large"],
      ["empty.pdf", "file_unreadable"],
    ]);
  });

  it("do not hold each other up", async () => {
    const documents = new Documents(3);

    const added = await documents.attach([file("broken.pdf"), file("good.txt")]);

    expect(added).toBe(1);
    expect(documents.refused.map(({ name }) => name)).toEqual(["broken.pdf"]);
    expect(documents.attaching).toBeNull();
  });

  it("are left out once the rest is not wanted", async () => {
    const documents = new Documents(3);

    const work = documents.attach([file("a.txt"), file("b.txt"), file("c.txt")]);
    documents.stop();

    expect(await work).toBe(1);
    expect(attached()).toHaveLength(1);
  });

  it("by a dialog that was closed leave the list as it is", async () => {
    const documents = new Documents(1);
    await documents.load();
    const before = documents.list;
    clearMocks();
    mockIPC(() => ({ chosen: false, documents: [] }));

    expect(await documents.choose()).toBe(0);
    expect(documents.list).toEqual(before);
  });

  it("get a name by which they are found again when they were pasted without one", () => {
    const made = named([file("image.png", "x", "image/png"), file("cv.pdf"), file("image.jpeg", "x", "image/jpeg")], "Pasted");

    expect(made.map(({ name }) => name)).toEqual(["Pasted (1).png", "cv.pdf", "Pasted (2).jpg"]);
  });
});

it("a picture that the paste itself does not show is read from the clipboard", async () => {
  const picture = { types: ["image/png"], getType: async () => new Blob(["x"], { type: "image/png" }) };
  vi.stubGlobal("navigator", { clipboard: { read: async () => [picture] } });
  const taken: string[] = [];
  const dropping = new Dropping((files) => taken.push(...files.map(({ type }) => type)));
  const paste = (types: string[], files: File[]) =>
    dropping.paste(Object.assign(new Event("paste"), { clipboardData: { types, files } }) as unknown as ClipboardEvent);

  await paste([], []);
  expect(taken).toEqual(["image/png"]);
  await paste(["text/plain"], []);
  expect(taken, "a copied text is left alone").toHaveLength(1);
  await paste(["Files"], [file("image.png", "x", "image/jpeg")]);
  expect(taken.at(-1)).toBe("image/jpeg");
});

describe("a picture", () => {
  it("is shown whole at first and never blown up", () => {
    expect(fitting({ width: 2000, height: 1000 }, { width: 500, height: 400 })).toBe(0.25);
    expect(fitting({ width: 50, height: 50 }, { width: 500, height: 400 })).toBe(1);
  });

  it("grows and shrinks by keys, and 0 shows all of it", () => {
    const zoom = new Zoom();
    const press = (key: string, init = {}) => zoom.key(new KeyboardEvent("keydown", { key, ...init }), 0.5);

    press("+");
    expect(zoom.factor(0.5)).toBeCloseTo(0.625);
    press("-");
    press("-");
    expect(zoom.factor(0.5)).toBeCloseTo(0.4);
    press("0");
    expect(zoom.factor(0.5)).toBe(0.5);
    expect(press("+", { ctrlKey: true })).toBe(false);
  });
});

it("sizes are told in words that fit them", () => {
  expect(formatSize(2_841_220)).toMatch(/^2\.7\s?MB$/);
  expect(formatSize(39_870)).toMatch(/^39\s?kB$/i);
});

describe("the tab", () => {
  it("teaches what to do while it is empty", async () => {
    render(DocumentsPanel, { participant: 3, today: "2026-08-04" });

    expect(await screen.findByTestId("documents-empty")).toBeTruthy();
    expect(screen.getByTestId("documents-choose")).toBeTruthy();
  });

  it("takes files that are let go anywhere on the page, and shows where they go before", async () => {
    render(DocumentsPanel, { participant: 3, today: "2026-08-04" });
    await screen.findByTestId("documents-empty");

    const hover = Object.assign(new Event("dragenter", { cancelable: true }), { dataTransfer: { types: ["Files"], files: [] } });
    await fireEvent(window, hover);
    expect(screen.getByTestId("documents-drop")).toBeTruthy();
    const drop = dropped([file("letter.txt", "dear")]);
    await fireEvent(window, drop);

    expect(drop.defaultPrevented, "the web view must not open the file itself").toBe(true);
    await waitFor(() => expect(screen.getAllByTestId("document")).toHaveLength(1));
    expect(screen.queryByTestId("documents-drop")).toBeNull();
  });

  it("leaves a dragged text alone", async () => {
    render(DocumentsPanel, { participant: 3, today: "2026-08-04" });
    await screen.findByTestId("documents-empty");
    const text = Object.assign(new Event("drop", { cancelable: true }), { dataTransfer: { types: ["text/plain"], files: [] } });

    await fireEvent(window, text);

    expect(text.defaultPrevented).toBe(false);
    expect(attached()).toEqual([]);
  });

  it("removes nothing before it was confirmed", async () => {
    render(DocumentsPanel, { participant: 1, today: "2026-08-04" });
    const [first] = await screen.findAllByTestId("document");
    if (!first) throw new Error("the invented person has documents");

    await fireEvent.click(within(first).getByTestId("document-remove"));
    expect(asked.map(([name]) => name)).not.toContain("remove_document");
    await fireEvent.click(await screen.findByTestId("documents-remove-confirm"));

    await waitFor(() => expect(screen.getAllByTestId("document")).toHaveLength(3));
  });

  it("says that a copy is not protected before it saves one", async () => {
    render(DocumentsPanel, { participant: 1, today: "2026-08-04" });
    const [first] = await screen.findAllByTestId("document-save");
    if (!first) throw new Error("the invented person has documents");

    await fireEvent.click(first);

    expect((await screen.findByTestId("documents-save")).textContent).toContain("守られません");
    expect(asked.map(([name]) => name)).not.toContain("save_document");
  });
});
