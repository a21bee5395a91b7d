import type { settings as ja } from "../ja/settings";

export const settings: typeof ja = {
  title: "Settings",
  organisation: {
    title: "Organisation and automatic lock",
    name: "Name",
    nameHint: "Printed on the activity report.",
    founded: "Founded on",
    foundedHint: "No record may lie before it. Leave it empty if you do not know.",
  },
  locking: {
    minutes: "Lock after this time without a key or a click",
    option: (minutes) => (minutes === 1 ? "1 minute" : `${minutes} minutes`),
    hint: "When you leave your desk, Ctrl+L locks at once.",
  },
  saved: "Settings saved.",
  display: {
    title: "Display",
    language: "Language of the screen",
    theme: "Appearance",
    themes: { system: "Like the computer", light: "Light", dark: "Dark" },
    themeHint: "The appearance lasts until the program is closed.",
  },
  about: {
    title: "About this program",
    name: "Tomarigi (止まり木, “a perch”)",
    version: "Version",
    licence: "Licence",
    licenceText: "GNU Affero General Public License v3.0 or later",
    leaves: "What leaves this laptop",
    leavesText: "Nothing but what you export yourself. The program does not connect to the internet.",
    stored: "How it is kept",
    storedText: "Participants’ data is kept encrypted on this laptop. Without the passphrase or the recovery code nobody can read it.",
  },
};
