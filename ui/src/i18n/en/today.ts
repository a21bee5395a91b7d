import type { today as ja } from "../ja/today";

export const today: typeof ja = {
  title: "Today",
  drafts: "Unfinished interviews",
  draftsEmpty: "No interview is unfinished. When you leave one halfway, you can go on from here.",
  savedAt: (day: string, time: string) => `Saved ${day}, ${time}`,
  answered: (n: number) => (n === 1 ? "1 question answered" : `${n} questions answered`),
  resume: "Continue",
  permits: "Permits that run out",
  permitsEmpty: "No permit ends within 60 days. Once an end is on record, it appears here in time.",
  unseen: "No contact for long",
  unseenEmpty: "Nobody has been without an entry for half a year. After 180 days people appear here.",
  unseenAll: (n: string) => `See all ${n}`,
  lastSeen: (day: string, days: string) => `Last entry ${day} (${days} days ago)`,
  firstDayTitle: "Meet the first participant",
  firstDay:
    "Unfinished interviews, permits that run out and people without contact for long will gather here. It begins with one name.",
  firstDayAction: "Register the first participant",
};
