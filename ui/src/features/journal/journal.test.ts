import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JournalRequest } from "$api/generated/contract";
import { language, t } from "$i18n";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import { journalFields, journalSubjects, journalVerbs } from "../../journal-codes";
import JournalPanel from "./JournalPanel.svelte";
import { byDay, Journal } from "./journal.svelte";
import { aboutWord, fieldWord, subjectWord, valueWord, verbWord } from "./words";

// The first drawing of a long list may take its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

let asked: JournalRequest[] = [];

beforeEach(() => {
  asked = [];
  const commands: Record<string, (request: never) => unknown> = fakeCommands();
  session.accept(fakeCommands().session_status(null));
  mockIPC((name, payload) => {
    const { request } = payload as { request: never };
    if (name === "journal") asked.push(request);
    return commands[name]?.(request);
  });
});

afterEach(() => {
  clearMocks();
  language.current = "ja";
});

describe("the journal", () => {
  it("begins with the newest entries and adds older ones on demand", async () => {
    const journal = new Journal(null);

    await journal.load();
    const newest = journal.entries?.[0]?.n ?? 0;
    await journal.older();

    expect(asked.map(({ before }) => before)).toEqual([null, newest - 99]);
    expect(journal.entries).toHaveLength(200);
    expect(new Set(journal.entries?.map(({ n }) => n)).size).toBe(200);
  });

  it("asks for nothing more after the first entry of all", async () => {
    const journal = new Journal(null);
    await journal.load();
    await journal.older();
    await journal.older();

    await journal.older();

    expect(journal.more).toBe(false);
    expect(asked).toHaveLength(3);
  });

  it("of one person asks for that person only", async () => {
    const journal = new Journal(2);
    journal.filters.participant = "5";

    await journal.load();

    expect(asked.at(-1)?.participant).toBe(2);
    expect(journal.entries?.every(({ participant }) => participant === 2)).toBe(true);
  });

  it("shows the answer to the last question, whichever comes first", async () => {
    const journal = new Journal(null);

    const first = journal.load();
    journal.filters.verb = "correct";
    await Promise.all([first, journal.load()]);

    expect(new Set(journal.entries?.map(({ verb }) => verb))).toEqual(new Set(["correct"]));
  });

  it("does not ask for what cannot be read yet", () => {
    const { filters } = new Journal(null);

    filters.participant = "x7";
    filters.from = "2026-1";
    filters.to = "2026-03-01";
    expect(filters.asked()).toEqual({ member: null, verb: null, participant: null, from: null, to: "2026-03-01" });
    filters.from = "2026-03-02";
    expect(filters.toBeforeFrom).toBe(true);
    expect(filters.asked().to).toBeNull();
  });

  it("is grouped by day", async () => {
    const journal = new Journal(null);
    await journal.load();

    const days = byDay(journal.entries ?? []);

    expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))]);
    expect(days.flatMap(({ entries }) => entries)).toEqual(journal.entries);
  });
});

describe("words", () => {
  it.each(["ja", "en"] as const)("stand for every verb, subject and field that the program writes in %s", (wanted) => {
    language.current = wanted;

    expect(journalVerbs.filter((verb) => verbWord(verb) === verb)).toEqual([]);
    expect(journalSubjects.filter((subject) => subjectWord(subject) === subject)).toEqual([]);
    expect(journalFields.filter((field) => fieldWord(field) === field)).toEqual([]);
  });

  it("tell verbs apart in the filter", () => {
    expect(new Set(journalVerbs.map(verbWord)).size).toBe(journalVerbs.length);
  });

  it("of a later version are shown as they are", () => {
    expect(verbWord("juggle")).toBe("juggle");
    expect(subjectWord("dossier")).toBe("dossier");
    expect(fieldWord("colour")).toBe("colour");
    expect(verbWord("constructor")).toBe("constructor");
  });

  it("name a field by the parts that are known", () => {
    expect(fieldWord("names.1")).toBe(`${t.journal.fields.names} · 2`);
  });

  it("stand for codes and days in fields, as the program puts them together", () => {
    expect(valueWord("names.0", "OwnScript · A · B")).toBe(`${t.people.nameKinds.own_script} · A · B`);
    expect(valueWord("names.0", "Epithet · A")).toBe("Epithet · A");
    expect(valueWord("residence", "x · 2026-06-09 · Limited")).toBe(`x · 2026年6月9日(火) · ${t.people.work.limited}`);
    expect(valueWord("first_contact", "2024-06-20")).toBe("2024年6月20日(木)");
    expect(valueWord("languages", "ar · en")).toBe("アラビア語、英語");
    expect(valueWord("retention_support", "60")).toBe("5年");
    expect(valueWord("kind", "image/jpeg")).toBe(t.documents.kinds["image/jpeg"]);
  });

  it("do not say a thing twice", () => {
    expect(aboutWord({ verb: "unlock", subject: "vault", id: null })).toBe("");
    expect(aboutWord({ verb: "correct", subject: "participant", id: 7 })).toBe("参加者");
    expect(aboutWord({ verb: "read", subject: "document", id: 7 })).toBe("書類 7番");
    expect(aboutWord({ verb: "export", subject: "report", id: 2024 })).toBe("事業報告書 2024年度(令和6年度)");
  });
});

describe("the panel", () => {
  it("tells that the chain was checked", async () => {
    render(JournalPanel);

    expect((await screen.findByTestId("journal-chain")).textContent).toContain("260件");
  });

  it("opens what stood there before and after", async () => {
    const { container } = render(JournalPanel);
    await screen.findByTestId("journal-list");
    const row = container.querySelector<HTMLElement>("[data-verb=correct]");
    if (!row) throw new Error("the invented journal has corrections");

    await fireEvent.click(within(row).getByTestId("journal-open"));

    const content = await within(row).findByRole("table");
    expect(content.textContent).toContain("アマール");
    expect(within(row).getByTestId("journal-open").getAttribute("aria-expanded")).toBe("true");
  });

  it("asks for nothing when the person at the keyboard may not read it", async () => {
    session.accept({ ...fakeCommands().session_status(null), acts: ["see_people"] });

    render(JournalPanel);

    expect(screen.getByTestId("only-for-journal")).toBeTruthy();
    expect(asked).toEqual([]);
  });
});
