import { expect, it } from "vitest";
import { consentScripts, scriptFor, scriptLanguages } from "./consent-scripts";

it("says the same number of things in every language", () => {
  for (const code of scriptLanguages) {
    expect(consentScripts[code].sentences, code).toHaveLength(consentScripts.ja.sentences.length);
    expect(consentScripts[code].question, code).not.toBe("");
  }
});

it("writes Arabic and Persian from right to left", () => {
  const fromRight = scriptLanguages.filter((code) => consentScripts[code].dir === "rtl");
  expect(fromRight).toEqual(["ar", "fa"]);
});

it("begins with the first language of the participant that has a script", () => {
  expect(scriptFor(["ps", "fa", "en"], "ja")).toBe("fa");
  expect(scriptFor(["fr-CD"], "ja")).toBe("fr");
  expect(scriptFor(["bo"], "ja")).toBe("ja");
});
