import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { configure, fireEvent, render, screen, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JournalRequest } from "$api/generated/contract";
import { language, t } from "$i18n";
import { session } from "$session";
import { fakeCommands } from "../../dev/fake";
import JournalPanel from "./JournalPanel.svelte";
import { byDay, Journal } from "./journal.svelte";
import { aboutWord, fieldWord, subjectWord, valueWord, verbWord } from "./words";

// The first drawing of a long list may take its time on a busy machine.
configure({ asyncUtilTimeout: 5000 });

const verbs =
  "add correct read open_document export print withdraw finish discard restore set approve erase unlock lock backup restore_backup seal add_member change_member end_member keys accept_state note".split(" ");
const subjects =
  "participant consent interview draft document organisation programme programme_year company recommendation placement_step cohort enrolment activity approval report vault member backup keys journal".split(" ");

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
  it.each(["ja", "en"] as const)("stand for every verb and subject in %s", (wanted) => {
    language.current = wanted;

    expect(verbs.filter((verb) => verbWord(verb) === verb)).toEqual([]);
    expect(subjects.filter((subject) => subjectWord(subject) === subject)).toEqual([]);
  });

  it("of a later version are shown as they are", () => {
    expect(verbWord("merge")).toBe("merge");
    expect(subjectWord("dossier")).toBe("dossier");
    expect(fieldWord("colour")).toBe("colour");
  });

  it("name a field by the parts that are known", () => {
    expect(fieldWord("names.1.text")).toBe(`${t.journal.fields["names"]} · 2 · ${t.journal.fields["text"]}`);
  });

  it("stand for codes and days in fields", () => {
    expect(valueWord("purpose", "interview")).toBe(t.people.purposes.interview);
    expect(valueWord("names.0.kind", "latin")).toBe(t.people.nameKinds.latin);
    expect(valueWord("on", "2024-06-20")).toBe("2024年6月20日(木)");
    expect(valueWord("purpose", "something_new")).toBe("something_new");
  });

  it("do not say a thing twice", () => {
    expect(aboutWord({ verb: "open_document", subject: "document", id: 7 })).toBe("7番");
    expect(aboutWord({ verb: "correct", subject: "participant", id: 7 })).toBe("参加者");
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
