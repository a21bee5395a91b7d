import { call } from "$api/call";
import type { ParticipantView } from "$api/generated/contract";
import { Sending } from "../../sending.svelte";

/** Something that was given to a medium, while it is written down. */
export class MediaForm {
  medium = $state("");
  on = $state("");
  name = $state(false);
  picture = $state(false);
  story = $state(false);
  note = $state("");
  readonly sending = new Sending();

  constructor(today: string) {
    this.on = today;
  }

  async save(participant: number): Promise<ParticipantView | null> {
    const { medium, on, name, picture, story, note } = this;
    return this.sending.run(() => call("record_media_use", { participant, medium, on, name, picture, story, note }));
  }
}
