/** The year and the part chosen last, so that coming back from a participant finds them again. */
class LookedAt {
  part = $state<"glance" | "breakdown" | "flow" | "turnout" | "funnel" | "releases">("glance");
  year = $state<number | null>(null);
}

export const lookedAt = new LookedAt();
