import type { errors as ja } from "../ja/errors";

export const errors: typeof ja = {
  codes: {
    locked: { happened: "The vault is locked.", advice: "Open it with the passphrase." },
    wrong_stage: { happened: "This cannot be done on this screen now.", advice: "Open the screen again." },
    wrong_secret: {
      happened: "It did not open: what was typed is not right.",
      advice: "Check capitals, hyphens and the keyboard's language, then type it again.",
    },
    recovery_mismatch: {
      happened: "This is not the code on the recovery sheet.",
      advice: "Type it while looking at the sheet that you just printed or saved.",
    },
    recovery_typo: {
      happened: "There is a slip in the recovery code.",
      advice: "Compare it with the sheet, four characters at a time.",
    },
    weak_passphrase: {
      happened: "This passphrase is too easy to guess.",
      advice: "Make it longer, or take the one that is offered.",
    },
    in_use: {
      happened: "This vault is already open in another window.",
      advice: "Close the other Tomarigi, then try again. Nothing was overwritten.",
    },
    keys_damaged: {
      happened: "The key file is damaged.",
      advice: "Leave the vault's folder as it is and put the key file back from a backup. Nothing was overwritten.",
    },
    keys_missing: {
      happened: "The key file is missing; the file with the records is there.",
      advice:
        "See whether it was moved or deleted, and put it back from a backup. Nothing was overwritten.",
    },
    store_missing: {
      happened: "The file with the records is missing; the key file is there.",
      advice:
        "See whether it was moved or deleted, and put it back from a backup. Nothing was overwritten.",
    },
    store_damaged: {
      happened: "The file with the records is damaged or cut short.",
      advice:
        "Copy the whole folder of the vault elsewhere first, then put a backup in its place. Nothing was overwritten.",
    },
    newer_version: {
      happened: "This vault was made by a newer version of Tomarigi.",
      advice: "Update Tomarigi, then open it. Nothing was overwritten.",
    },
    disk_full: {
      happened: "The disk is full and nothing could be saved.",
      advice: "Make room, then try again. Earlier records are safe; nothing was overwritten.",
    },
    read_only: {
      happened: "The vault's folder cannot be written to.",
      advice: "Check the permissions of the folder. Earlier records are safe.",
    },
    folder_gone: {
      happened: "The vault's folder cannot be found.",
      advice: "If it is on an external disk, connect it again and retry. Nothing was overwritten.",
    },
    vault_exists: {
      happened: "There is a vault on this computer already.",
      advice: "Open Tomarigi again and type the passphrase of that vault.",
    },
    empty: { happened: "This is still empty.", advice: "It has to be filled in." },
    too_long: { happened: "This is too long.", advice: "Make it shorter." },
    bad_characters: {
      happened: "There are characters in it that cannot be used.",
      advice: "Remove invisible control characters and type it again.",
    },
    no_such_date: {
      happened: "This date is not in the calendar.",
      advice: "Write a day that exists, like 2024-06-20.",
    },
    date_incomplete: { happened: "The date is incomplete.", advice: "Give year, month and day." },
    date_in_future: {
      happened: "This date is in the future.",
      advice: "Use a day up to today; check the computer's clock too.",
    },
    date_too_early: {
      happened: "This date is too early.",
      advice: "Check the year. No date may lie before the organisation was founded.",
    },
    before_first_contact: {
      happened: "This date is before the first contact.",
      advice: "Check the date, or correct the day of the first contact first.",
    },
    unknown_code: { happened: "This is not one of the choices.", advice: "Choose from the list again." },
    out_of_range: { happened: "This value is out of range.", advice: "Check the value." },
    not_found: {
      happened: "It could not be found.",
      advice: "It may have been changed; open it again from the list.",
    },
    likely_duplicate: {
      happened: "There are participants who may be the same person.",
      advice: "Look at the list before you save.",
    },
    consent_needed: {
      happened: "There is no consent to keep this answer.",
      advice: "Record the person's consent first, or leave the answer empty.",
    },
    nothing_answered: {
      happened: "Nothing has been written yet.",
      advice: "Answer at least one question before you finish.",
    },
    draft_conflict: {
      happened: "This draft was saved from another screen.",
      advice: "Open it again and look at what is new.",
    },
    already_withdrawn: { happened: "This consent has been withdrawn already.", advice: "Open the screen again." },
    unknown_figure: {
      happened: "There is no figure of that name.",
      advice: "Choose the name in the braces from the list again.",
    },
    approval_needed: {
      happened: "Publishing small counts needs an approval.",
      advice: "Look at the small counts and approve them, then export.",
    },
    approval_outdated: {
      happened: "The figures have changed since they were approved.",
      advice: "Look at the figures as they stand and approve them again.",
    },
    bad_request: {
      happened: "The screen and the program are not of the same version.",
      advice: "Close Tomarigi and open it again.",
    },
    internal: {
      happened: "Something unexpected went wrong. What was saved is still there.",
      advice: "Try again; if it goes on, close Tomarigi and open it again.",
    },
  },
};
