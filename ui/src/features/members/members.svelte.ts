import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { MemberView, MembersView, Role } from "$api/generated/contract";
import { PassphraseChoice } from "../../passphrase.svelte";

/** In the order in which they are shown. */
export const allRoles: readonly Role[] = ["caseworker", "placement", "office", "data_protection"];

/** The members of staff on this laptop. */
export class Members {
  view: MembersView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  async load(): Promise<void> {
    try {
      this.view = await call("members");
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async end(member: number, current: string): Promise<void> {
    this.view = await call("end_member", { member, current });
  }
}

/** A member while they are added or changed. */
export class MemberForm {
  readonly member: MemberView | null;
  readonly choice = new PassphraseChoice();
  name = $state("");
  roles: Role[] = $state.raw([]);
  current = $state("");
  busy = $state(false);
  failure: CommandFailure | null = $state.raw(null);

  constructor(member: MemberView | null) {
    this.member = member;
    this.name = member?.name ?? "";
    this.roles = member?.roles ?? ["caseworker"];
  }

  async begin(): Promise<void> {
    if (!this.member) await this.choice.offer();
  }

  give(role: Role, held: boolean): void {
    this.roles = allRoles.filter((each) => (each === role ? held : this.roles.includes(each)));
  }

  /** Everybody as they stand; null when something has to be put right first. */
  async save(): Promise<MembersView | null> {
    if (this.busy) return null;
    this.busy = true;
    this.failure = null;
    try {
      return await this.#send();
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Leaves nothing typed behind in the page. */
  forget(): void {
    this.current = "";
    this.choice.forget();
  }

  async #send(): Promise<MembersView | null> {
    const { member, choice, roles, current } = this;
    const name = this.name.trim();
    if (member) return call("change_member", { member: member.id, name, roles });
    if (!(await choice.settle())) return null;
    return call("add_member", { name, roles, passphrase: choice.value, current });
  }
}
