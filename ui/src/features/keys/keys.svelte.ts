import { call } from "$api/call";
import { asFailure, type CommandFailure } from "$api/errors";
import type { KeysView } from "$api/generated/contract";

/** Everything that opens the vault. */
export class Keys {
  view: KeysView | null = $state.raw(null);
  failure: CommandFailure | null = $state.raw(null);

  async load(): Promise<void> {
    try {
      this.view = await call("keys");
    } catch (thrown) {
      this.failure = asFailure(thrown);
    }
  }

  async removeEscrow(current: string): Promise<void> {
    this.view = await call("remove_escrow", { current });
  }

  async bindDevice(current: string): Promise<void> {
    this.view = await call("bind_device", { current });
  }

  async unbindDevice(current: string): Promise<void> {
    this.view = await call("unbind_device", { current });
  }
}
