import { expect, it } from "vitest";
import { inventPeople } from "../../dev/fake-people";
import { byFiscalYear } from "./participant.svelte";

it("facts are grouped by fiscal year, newest first", () => {
  const [person] = inventPeople(1);
  const fact = person?.facts[0];
  if (!fact) throw new Error("the first invented person has facts");
  const on = (day: string) => ({ ...fact, on: day });

  const years = byFiscalYear([on("2025-04-01"), on("2025-03-31"), on("2024-04-01"), on("2024-03-31")]);

  expect(years.map(({ year, facts }) => [year, facts.length])).toEqual([
    [2025, 1],
    [2024, 2],
    [2023, 1],
  ]);
});
