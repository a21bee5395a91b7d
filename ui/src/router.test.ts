import { expect, it } from "vitest";
import { address, parseRoute, programmesTabs, settingsTabs, type Route } from "./router.svelte";

const places: Route[] = [
  { name: "today" },
  { name: "people" },
  { name: "new_person" },
  { name: "person", id: 12 },
  { name: "correct_person", id: 12 },
  { name: "interview", person: 12 },
  { name: "interview", person: 12, form: 3 },
  { name: "finished_interview", id: 7 },
  { name: "programmes" },
  ...programmesTabs.map((tab): Route => ({ name: "programmes", tab })),
  { name: "cohort", id: 12 },
  { name: "cohort", id: 12, session: 34 },
  { name: "pair", id: 3 },
  { name: "figures" },
  { name: "report", year: 2024 },
  { name: "settings" },
  ...settingsTabs.map((tab): Route => ({ name: "settings", tab })),
];

it.each(places)("$name is found again at its address", (place) => {
  expect(parseRoute(address(place))).toEqual(place);
});

it.each(["", "#/", "#/people/amal", "#/people/-1", "#/people/1/delete", "#/figures/24/report", "#/settings/nothing", "#/programmes/amal", "#/programmes/pair/x"])(
  "the unknown address '%s' leads to Today",
  (hash) => {
    expect(parseRoute(hash)).toEqual({ name: "today" });
  },
);
