import { call } from "$api/call";
import type { CombiningPartView, CombiningWords, LaptopCardView } from "$api/generated/contract";
import { fiscalYearOf } from "$format";
import { Sending } from "../../sending.svelte";
import type { Combining } from "./combining.svelte";

/** A laptop on the list that the office makes. */
export interface Row {
  /** Its card, or its short name when it is on the list already. */
  card: string;
  name: string;
  /** The words to be compared; none when that was done before, or for this laptop itself. */
  words: CombiningWords | null;
  compared: boolean;
  handsIn: boolean;
  holdsKey: boolean;
}

/** The list that an office makes, or changes, before it is signed. */
export class Founding {
  name = $state("");
  year = $state("");
  place = $state("");
  rows: Row[] = $state([]);
  keys: string[] = $state.raw([]);
  /** Years that can be frozen: the one it began with, and those around it. */
  readonly years: readonly string[];
  readonly adding = new Sending();
  readonly making = new Sending();

  constructor(part: CombiningPartView | null, today = new Date()) {
    this.name = part?.name ?? "";
    this.year = String(part?.year ?? fiscalYearOf(`${today.getFullYear()}-${String(today.getMonth() + 1).padStart(2, "0")}-01`));
    this.years = [1, 0, -1, -2].map((by) => String(Number(this.year) + by));
    this.place = part?.place ?? "";
    const known = { words: null, compared: true };
    this.rows = (part?.members ?? []).map((one) => ({ ...known, card: one.id, name: one.name, handsIn: one.hands_in, holdsKey: one.holds_key }));
  }

  readonly holders = $derived(this.rows.filter(({ holdsKey }) => holdsKey));
  readonly laptops = $derived(this.rows.filter(({ handsIn }) => handsIn));

  /** What is still to be done: the first of it, or null. */
  readonly todo = $derived.by((): "name" | "compare" | "holders" | "laptops" | "place" | null => {
    if (this.name.trim() === "") return "name";
    if (this.rows.some(({ compared }) => !compared)) return "compare";
    if (this.holders.length !== 2) return "holders";
    if (this.laptops.length < 3) return "laptops";
    return this.place.trim() === "" ? "place" : null;
  });


  #add(found: LaptopCardView | null | undefined, own: boolean) {
    if (!found || this.rows.some(({ card }) => card === found.card)) return;
    this.rows.push({ card: found.card, name: found.name, words: own ? null : found.words, compared: own, handsIn: true, holdsKey: false });
  }

  async addCard() {
    const chosen = await this.adding.run(() => call("choose_combining_card"));
    this.#add(chosen?.found, false);
  }

  async addOwn(name: string) {
    this.#add(await this.adding.run(() => call("own_combining_card", { name })), true);
  }

  remove(row: Row) {
    this.rows = this.rows.filter((one) => one !== row);
  }

  async lookAtKeys() {
    const looked = await this.adding.run(() => call("look_at_place_keys", { place: this.place }));
    this.keys = looked?.keys ?? [];
  }

  /** Puts a key that was compared with what the server's keeper says into the address. */
  takeKey(key: string) {
    this.place = `${this.place.split("#")[0] ?? ""}#sha256=${key}`;
    this.keys = [];
  }

  async make(combining: Combining): Promise<boolean> {
    const [a, b] = this.holders.map(({ card }) => card);
    if (a === undefined || b === undefined) return false;
    const laptops = this.laptops.map(({ card }) => card);
    const { name, year, place } = this;
    const view = await this.making.run(() => call("found_combining", { name, year: Number(year), holders: [a, b], laptops, place }));
    combining.view = view ?? combining.view;
    return view !== null;
  }
}
