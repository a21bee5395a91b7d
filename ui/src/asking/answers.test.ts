import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { FormQuestion, FormQuestionType } from "../api/generated/contract";
import { ask, household } from "../dev/fake-form-data";
import { interview } from "../i18n/en/interview";
import Answer from "./Answer.svelte";
import { offered } from "./display";
import { Speaker } from "./words";

afterEach(cleanup);

function show(type: FormQuestionType, value: string, extra: Parameters<typeof ask>[3] = {}) {
  const question = ask("q", type, { en: "Question" }, extra) as FormQuestion & { kind: "question" };
  const onanswer = vi.fn();
  const choices = offered(household, { question, state: undefined }, new Speaker(household.languages, "en"));
  render(Answer, {
    question, path: "q", value, choices, words: interview.answering, id: "box", labelledby: "words", describedby: undefined,
    invalid: false, readonly: false, today: "2024-06-20", testid: "q", onanswer, onfocus: () => {}, onblur: () => {},
  });
  return onanswer;
}

describe("a question is answered", () => {
  it("with one of a few choices by a radio button, taken back with Delete", async () => {
    const onanswer = show("select_one", "no", { list: "yes_no" });
    const radios = screen.getAllByRole<HTMLInputElement>("radio");
    expect(radios.map((radio) => radio.checked)).toEqual([false, true, false]);

    await fireEvent.click(radios[0]!);
    expect(onanswer).toHaveBeenLastCalledWith("yes", true);
    await fireEvent.keyDown(screen.getByRole("radiogroup"), { key: "Delete" });
    expect(onanswer).toHaveBeenLastCalledWith("", true);
  });

  it("with one of many choices by typing", async () => {
    const onanswer = show("select_one", "", { list: "wards" });
    const box = screen.getByRole("combobox");
    await fireEvent.input(box, { target: { value: "Ward 12" } });
    await fireEvent.keyDown(box, { key: "Enter" });
    expect(onanswer).toHaveBeenLastCalledWith("w12", true);
  });

  it("with several choices in the order of the form", async () => {
    const onanswer = show("select_multiple", "bus", { list: "ways" });
    await fireEvent.click(screen.getByRole("checkbox", { name: "On foot" }));
    expect(onanswer).toHaveBeenLastCalledWith("walk bus", true);
  });

  it("with an order that the keys change", async () => {
    const onanswer = show("rank", "", { list: "matters" });
    const third = screen.getByTestId("q").children[2]!;
    await fireEvent.keyDown(third, { key: "ArrowUp", shiftKey: true });
    expect(onanswer).toHaveBeenLastCalledWith("pay near hours language", true);
  });

  it("keeps a choice that is no longer on offer in view", () => {
    show("select_one", "maybe", { list: "yes_no" });
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /maybe/ }).checked).toBe(true);
  });

  it("with a day as people write it, kept as typed until the field is left", async () => {
    const onanswer = show("date", "");
    const box = screen.getByTestId("q");
    await fireEvent.input(box, { target: { value: "令和6年6月20日" } });
    expect(onanswer).toHaveBeenLastCalledWith("令和6年6月20日", false);
    await fireEvent.change(box);
    expect(onanswer).toHaveBeenLastCalledWith("2024-06-20", true);
  });

  it("with a number in the digits of any script", async () => {
    const onanswer = show("integer", "");
    const box = screen.getByTestId("q");
    await fireEvent.input(box, { target: { value: "٤٢" } });
    await fireEvent.change(box);
    expect(onanswer).toHaveBeenLastCalledWith("42", true);
  });

  it("with a day and a time in one answer", async () => {
    const onanswer = show("date_time", "2024-06-20");
    const clock = screen.getByTestId("q-time");
    await fireEvent.input(clock, { target: { value: "930" } });
    await fireEvent.input(clock, { target: { value: "0930" } });
    await fireEvent.change(clock);
    expect(onanswer).toHaveBeenLastCalledWith("2024-06-20T09:30", true);
  });

  it("with a tick for what was read", async () => {
    const onanswer = show("acknowledge", "");
    await fireEvent.click(screen.getByRole("checkbox"));
    expect(onanswer).toHaveBeenLastCalledWith("OK", true);
  });
});

it.each<[FormQuestionType, Parameters<typeof ask>[3]]>([
  ["text", {}], ["integer", {}], ["date", {}], ["time", {}], ["date_time", {}], ["select_one", { list: "yes_no" }],
  ["select_one", { list: "wards" }], ["select_multiple", { list: "ways" }], ["rank", { list: "matters" }],
  ["range", { range: { start: "0", end: "5", step: "1" } }], ["acknowledge", {}],
])("a %s answer is sound for those who do not see the screen", async (type, extra) => {
  const words = document.createElement("p");
  words.id = "words";
  words.textContent = "Question";
  document.body.append(words);
  show(type, "", extra);
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false }, "color-contrast": { enabled: false } } });
  words.remove();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});
