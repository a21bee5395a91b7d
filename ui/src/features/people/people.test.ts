import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ListPeopleRequest } from "$api/generated/contract";
import { fakeCommands } from "../../dev/fake";
import { PAGE, PeopleList } from "./people.svelte";

let asked: ListPeopleRequest[] = [];

beforeEach(() => {
  asked = [];
  const commands = fakeCommands({ people: 5000 });
  mockIPC((_, payload) => {
    const { request } = payload as unknown as { request: ListPeopleRequest };
    asked.push(request);
    return commands.list_people(request);
  });
});

afterEach(() => clearMocks());

it("opening the list asks for the first page only", async () => {
  const list = new PeopleList();

  await list.refresh();

  expect(asked.map(({ offset }) => offset)).toEqual([0]);
  expect(list.total).toBe(5000);
});

it("a jump to the end asks for the last page and none between", async () => {
  const list = new PeopleList();
  await list.refresh();

  await list.show(4980, 4999);

  expect(asked.map(({ offset }) => offset)).toEqual([0, 4800]);
  expect(list.row(4999)).toBeDefined();
});

it("a page that is there is not asked for again", async () => {
  const list = new PeopleList();
  await list.refresh();

  await list.show(0, 20);
  await list.show(10, PAGE - 1);

  expect(asked).toHaveLength(1);
});

it("a search begins with its own first page", async () => {
  const list = new PeopleList();
  await list.refresh();
  await list.show(4000, 4020);

  list.query = " amal ";
  await list.restart();

  expect(asked.at(-1)).toMatchObject({ query: "amal", offset: 0 });
  expect(list.row(0)?.other_names.join()).toContain("Amal");
});

it("an answer to an earlier search is thrown away", async () => {
  const list = new PeopleList();

  list.query = "amal";
  const first = list.restart();
  list.query = "olena";
  await Promise.all([first, list.restart()]);

  expect(list.row(0)?.other_names.join()).toContain("Olena");
});
