import { call } from "$api/call";
import type { LaptopLookView, LaptopsView } from "$api/generated/contract";
import { Attempting } from "../../attempt.svelte";

/** This laptop's key and those of colleagues. */
export class Laptops extends Attempting {
  view: LaptopsView | null = $state.raw(null);
  looked: LaptopLookView | null = $state.raw(null);
  text = $state("");
  name = $state("");
  same = $state(false);

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.view = await call("laptops");
    });
  }

  /** Shows the words of the key that was pasted. */
  async look(): Promise<void> {
    await this.attempt(async () => this.#show(await call("look_at_laptop", { text: this.text })));
  }

  /** Shows the words of a key in a file. */
  async choose(): Promise<void> {
    await this.attempt(async () => {
      const { found } = await call("choose_laptop_key");
      if (found) this.#show(found);
    });
  }

  /** Keeps the laptop whose words were compared; answers whether it was. */
  async keep(): Promise<boolean> {
    const looked = this.looked;
    if (!looked || !this.same) return false;
    return this.attempt(async () => {
      this.view = await call("know_laptop", { text: looked.words.text, name: this.name });
      this.forgetLook();
    });
  }

  async forget(laptop: number): Promise<boolean> {
    return this.attempt(async () => {
      this.view = await call("forget_laptop", { laptop });
    });
  }

  forgetLook(): void {
    this.looked = null;
    this.text = "";
    this.name = "";
    this.same = false;
  }

  #show(looked: LaptopLookView): void {
    this.looked = looked;
    this.name = looked.known_as ?? "";
    this.same = false;
  }
}
