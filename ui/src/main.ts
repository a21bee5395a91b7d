import "@fontsource-variable/noto-sans-jp/index.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/print.css";
import { mount } from "svelte";
import App from "./App.svelte";

async function start(): Promise<void> {
  if (import.meta.env.DEV && !("__TAURI_INTERNALS__" in window)) {
    const { installFake } = await import("./dev/fake");
    installFake();
  }
  const target = document.getElementById("app");
  if (target) mount(App, { target });
}

void start();
