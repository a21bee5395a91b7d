/** The year chosen last, so that coming back from a participant finds it again. */
class LookedAt {
  year = $state<number | null>(null);
}

export const lookedAt = new LookedAt();
