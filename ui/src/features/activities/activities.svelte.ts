import { call } from "$api/call";
import type { ActivitiesView, ActivityInput, ActivityView, PublicKind, SpeakerRole } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

export const kinds: PublicKind[] = ["talk", "media_coverage", "event", "round_table", "fundraising"];
export const speakers: SpeakerRole[] = ["untold", "member", "mentor", "participant", "guest"];

/** Reads a whole number with or without separators, full-width digits included; null when empty, undefined when wrong. */
export function readCount(typed: string, most = 4_294_967_295): number | null | undefined {
  const plain = typed.normalize("NFKC").replaceAll(/[,\s]/g, "");
  if (plain === "") return null;
  if (!/^\d{1,15}$/.test(plain)) return undefined;
  const number = Number(plain);
  return number <= most ? number : undefined;
}

/** The largest amount that is kept, in yen. */
const YEN_MOST = 999_999_999_999;

/** The activities of a year while they are looked at. */
export class Activities {
  view: ActivitiesView | null = $state.raw(null);
  kind: PublicKind | "" = $state("");

  readonly shown: ActivityView[] = $derived(
    (this.view?.activities ?? []).filter(({ activity }) => this.kind === "" || activity.kind === this.kind),
  );

  async load(year: number | null): Promise<void> {
    this.view = await call("activities", { year });
  }

  /** Removes one; the function it returns puts it back. */
  async remove({ id, activity }: ActivityView): Promise<() => Promise<void>> {
    this.view = await call("remove_activity", { id });
    return async () => {
      this.view = await call("save_activity", { id: null, activity });
    };
  }
}

/** An activity while it is written. */
export class ActivityForm {
  kind: PublicKind = $state("talk");
  on = $state("");
  title = $state("");
  place = $state("");
  audience = $state("");
  heads: Record<string, string> = $state({});
  host = $state("");
  speaker: SpeakerRole = $state("untold");
  speakerName = $state("");
  medium = $state("");
  outlet = $state("");
  link = $state("");
  companies: number[] = $state([]);
  raisedAs = $state("");
  raisedYen = $state("");
  donors = $state("");
  note = $state("");
  tried = $state(false);
  readonly id: number | null;
  readonly sending = new Sending();

  private constructor(id: number | null) {
    this.id = id;
  }

  static blank(kind: PublicKind | "", on: string): ActivityForm {
    const form = new ActivityForm(null);
    Object.assign(form, { kind: kind || "talk", on });
    return form;
  }

  static of({ id, activity }: ActivityView): ActivityForm {
    const form = new ActivityForm(id);
    const { kind, on, title, place, host, speaker, medium, outlet, link, companies, note } = activity;
    Object.assign(form, { kind, on, title, place, host, speaker, medium, outlet, link, companies: [...companies], note });
    const text = (number: number | null) => (number === null ? "" : String(number));
    Object.assign(form, { audience: text(activity.audience), raisedYen: text(activity.raised_yen), donors: text(activity.donors) });
    Object.assign(form, { speakerName: activity.speaker_name, raisedAs: activity.raised_as });
    form.heads = Object.fromEntries(activity.heads.map(({ category, heads }) => [category, String(heads)]));
    return form;
  }

  /** Whether a number that was typed cannot be read; told after the first try only. */
  wrong(typed: string): boolean {
    return this.tried && readCount(typed, YEN_MOST) === undefined;
  }

  async save(): Promise<ActivitiesView | null> {
    this.tried = true;
    const audience = readCount(this.audience);
    const donors = readCount(this.donors);
    const raised_yen = readCount(this.raisedYen, YEN_MOST);
    const heads: ActivityInput["heads"] = [];
    for (const [category, typed] of Object.entries(this.heads)) {
      const count = readCount(typed);
      if (count === undefined) return null;
      if (count !== null) heads.push({ category, heads: count });
    }
    if (audience === undefined || donors === undefined || raised_yen === undefined) return null;
    const { kind, on, title, place, host, speaker, medium, outlet, link, note } = this;
    const speaker_name = speaker === "participant" ? "" : this.speakerName;
    const activity: ActivityInput = {
      ...{ kind, on, title, place, host, speaker, medium, outlet, link, note },
      ...{ audience, heads, donors, raised_yen, raised_as: this.raisedAs, companies: [...this.companies], speaker_name },
    };
    return this.sending.run(() => call("save_activity", { id: this.id, activity }));
  }
}
