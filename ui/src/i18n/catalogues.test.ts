import { describe, expect, it } from "vitest";
import * as en from "./en";
import * as ja from "./ja";

type Leaf = [path: string, text: string];

function leaves(value: unknown, path = ""): Leaf[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") return [[path, String(value(...[2, 3, 4]))]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
}

function leavesOf(catalogue: object): Leaf[] {
  return Object.entries(catalogue).flatMap(([area, words]) => {
    const { list: _list, ...rest } = words as Record<string, unknown>;
    return leaves(rest, area);
  });
}

describe("the words of the screen", () => {
  it("in English hold no Japanese characters but the name of the program", () => {
    const japanese = leavesOf(en).filter(([, text]) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text.replace("止まり木", "")));

    expect(japanese).toEqual([]);
  });

  it("are never empty", () => {
    const empty = [...leavesOf(ja), ...leavesOf(en)].filter(([, text]) => text.trim() === "");

    expect(empty).toEqual([]);
  });

  it("are the same keys in both languages", () => {
    const keys = (catalogue: object) => leavesOf(catalogue).map(([path]) => path).sort();

    expect(keys(en)).toEqual(keys(ja));
  });

  it("tell for every error what happened and what to do", () => {
    for (const { codes } of [ja.errors, en.errors]) {
      for (const [code, told] of Object.entries(codes)) {
        expect(told.happened.length, code).toBeGreaterThan(3);
        expect(told.advice.length, code).toBeGreaterThan(3);
      }
    }
  });

  it("say that nothing was overwritten when the vault cannot be opened", () => {
    const closed = ["keys_damaged", "store_damaged", "keys_missing", "store_missing", "newer_version", "disk_full", "in_use", "folder_gone"] as const;

    for (const code of closed) {
      expect(ja.errors.codes[code].advice).toContain("何も上書きしていません");
      expect(en.errors.codes[code].advice.toLowerCase()).toContain("nothing was overwritten");
    }
  });

  it("of a missing secret of the computer name the recovery code, and do not sound like a first run", () => {
    const device = ["device_no_store", "device_locked", "device_nothing", "device_failed"] as const;

    for (const code of device) {
      expect(ja.errors.codes[code].advice).toContain("復旧コード");
      expect(ja.errors.codes[code].advice).toContain("何も上書きしていません");
      expect(en.errors.codes[code].advice).toContain("recovery code");
      expect(en.errors.codes[code].advice).toContain("nothing was overwritten");
      for (const { happened, advice } of [ja.errors.codes[code], en.errors.codes[code]]) {
        expect(`${happened} ${advice}`).not.toMatch(/ようこそ|保管庫を作|welcome|(new|create a|no) vault/i);
      }
    }
  });
});
