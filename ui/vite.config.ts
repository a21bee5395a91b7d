import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  resolve: {
    alias: {
      $i18n: source("i18n/index.svelte.ts"),
      $format: source("i18n/format.ts"),
      $router: source("router.svelte.ts"),
      $session: source("session.svelte.ts"),
      $api: source("api"),
      $controls: source("controls"),
    },
  },
  clearScreen: false,
  // The made-up answers read the lists of codes of the program.
  server: { host: "127.0.0.1", port: 1420, strictPort: true, fs: { allow: [".", "../crates/casework/src/codes"] } },
  build: {
    target: ["es2022", "safari17", "chrome120"],
    modulePreload: { polyfill: false },
    // The content security policy lets no data: address in for fonts.
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
  test: { environment: "happy-dom", include: ["src/**/*.test.ts"] },
});
