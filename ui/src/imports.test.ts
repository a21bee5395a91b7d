import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, it } from "vitest";

const root = join(process.cwd(), "src");

const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith(".test.ts"))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf8") }));

const importsOf = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map((match) => match[1] ?? "");

function target(path: string, specifier: string): string {
  if (specifier.startsWith("$")) return specifier.slice(1);
  return specifier.startsWith(".") ? relative(root, join(root, path, "..", specifier)) : specifier;
}

function breaches(where: RegExp, forbidden: (target: string, path: string) => boolean): string[] {
  return sources
    .filter(({ path }) => where.test(path))
    .flatMap(({ path, text }) => importsOf(text).map((specifier) => [path, target(path, specifier)] as const))
    .filter(([path, to]) => forbidden(to, path))
    .map(([path, to]) => `${path} imports ${to}`);
}

it("only api talks to the program", () => {
  expect(breaches(/^(?!api\/|dev\/)/, (to) => to.startsWith("@tauri-apps/"))).toEqual([]);
});

it("features do not import each other", () => {
  const area = (path: string) => /^features\/([^/]+)/.exec(path)?.[1];

  expect(breaches(/^features\//, (to, path) => area(to) !== undefined && area(to) !== area(path))).toEqual([]);
});

it("controls know nothing of features, views or the contract", () => {
  expect(breaches(/^controls\//, (to) => /^(features|views|marks|api\/generated|api\/call)/.test(to))).toEqual([]);
});

it("nothing but the entrance loads the fake", () => {
  expect(breaches(/^(?!dev\/)/, (to, path) => to.startsWith("dev/") && path !== "main.ts")).toEqual([]);
});

it("no source writes to the console, stores anything in the web view or inserts raw HTML", () => {
  const forbidden = /console\.|localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open|\{@html|: any[;,)\]=]|\bas any\b/;

  expect(sources.filter(({ text }) => forbidden.test(text)).map(({ path }) => path)).toEqual([]);
});

it("styles use logical properties only", () => {
  const physical = /(margin|padding|border)-(left|right|top|bottom)|[\s;{](left|right|top|bottom|width|height|min-width|max-width|min-height|max-height):|text-align: (left|right)/;
  const styles = sources.filter(({ path }) => path.endsWith(".svelte")).map(({ path, text }) => ({ path, text: /<style>[\s\S]*<\/style>/.exec(text)?.[0].replace(/@media \([^)]*\)/g, "") ?? "" }));

  expect(styles.filter(({ text }) => physical.test(text)).map(({ path }) => path)).toEqual([]);
});
