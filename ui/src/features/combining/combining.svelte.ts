import { call } from "$api/call";
import { explain, type CommandFailure } from "$api/errors";
import type { CombiningView, CountsCheckedView, CountsHandedInView, InvitationView } from "$api/generated/contract";
import { t } from "$i18n";
import { Sending } from "../../sending.svelte";

/** The sentence for a code of combining. */
export const reason = (code: string): string => t.combining.reasons[code] ?? t.combining.unknown;

/** What is told of a refusal: its own reason, where it has one. */
export function told(failure: CommandFailure): string {
  if (failure.code === "combining_refused") return reason(failure.field ?? "");
  const { happened, advice } = explain(failure);
  return `${happened} ${advice}`;
}

/** What this laptop takes part in, and everything it can do there. */
export class Combining {
  view: CombiningView | null = $state.raw(null);
  handedIn: CountsHandedInView | null = $state.raw(null);
  checked: CountsCheckedView | null = $state.raw(null);
  invitation: InvitationView | null = $state.raw(null);
  readonly loading = new Sending();
  readonly joining = new Sending();
  readonly handing = new Sending();
  readonly checking = new Sending();
  readonly summing = new Sending();

  async load() {
    this.view = (await this.loading.run(() => call("combining"))) ?? this.view;
  }

  async choose() {
    const chosen = await this.joining.run(() => call("choose_invitation"));
    this.invitation = chosen?.found ?? this.invitation;
  }

  async join(place: string, words: string): Promise<boolean> {
    const file = this.invitation?.file;
    if (file === undefined) return false;
    const joined = await this.joining.run(() => call("join_combining", { file, place, words }));
    this.view = joined ?? this.view;
    return joined !== null;
  }

  async handIn() {
    this.handedIn = await this.handing.run(() => call("hand_in_counts"));
    this.view = this.handedIn?.now ?? this.view;
  }

  async check() {
    this.checked = await this.checking.run(() => call("check_counts"));
    if (this.checked) await this.load();
  }

  async combine(): Promise<boolean> {
    const view = await this.summing.run(() => call("combine_counts"));
    this.view = view ?? this.view;
    return view !== null;
  }
}
