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
    forbidden: {
      happened: "Your role does not allow this.",
      advice: "The table under Settings, “Members and roles”, shows who may.",
    },
    device_no_store: {
      happened: "Besides the passphrase this vault needs the secret of this computer, and the keyring that keeps it is not running.",
      advice: "Start the keyring and try again, or open with the recovery code. The vault and its records are here; nothing was overwritten.",
    },
    device_locked: {
      happened: "Besides the passphrase this vault needs the secret of this computer, and the keyring that keeps it is locked.",
      advice: "Unlock the keyring with the password of this computer's login and try again, or open with the recovery code. The records are as they were; nothing was overwritten.",
    },
    device_nothing: {
      happened: "Besides the passphrase this vault needs the secret of this computer. The keyring runs, but has no secret for this vault.",
      advice: "See whether this is the usual computer and the usual user. If so, open with the recovery code. The vault and its records are here; nothing was overwritten.",
    },
    device_failed: {
      happened: "Besides the passphrase this vault needs the secret of this computer, and the keyring did not give it.",
      advice: "Log in to the computer anew and try again, or open with the recovery code. The records are as they were; nothing was overwritten.",
    },
    passphrase_taken: {
      happened: "This passphrase opens this vault already.",
      advice: "Everybody needs a passphrase of their own. Choose another one.",
    },
    too_many_members: {
      happened: "No more passphrases fit on this laptop.",
      advice: "End the membership of somebody who no longer works here, then try again.",
    },
    last_of_role: { happened: "Nobody else has this role.", advice: "Give the role to somebody else first." },
    bad_office_key: {
      happened: "This cannot be read as a public key of the office.",
      advice: "See whether it begins with “age1” and was copied to its end.",
    },
    same_office_key: {
      happened: "Both keys are the same.",
      advice: "Two people make a key each; type one of each.",
    },
    nothing_else_opens: {
      happened: "Without this, nothing would open the vault any more.",
      advice: "Make a recovery sheet or set the keys of the office first. Nothing was changed.",
    },
    backup_needed: {
      happened: "A backup of today is needed first.",
      advice: "Make a backup, put it somewhere other than this laptop, then try again.",
    },
    not_allowed: {
      happened: "Quick erase is not allowed on this laptop.",
      advice: "The office allows it in the settings, under “Organisation and locking”. Nothing was erased.",
    },
    cancelled: {
      happened: "It was stopped on the way.",
      advice: "Nothing has changed. Begin again if you wish.",
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
    not_a_backup: {
      happened: "This is not a backup of Tomarigi.",
      advice: "Choose a file whose name begins with “tomarigi-backup” and ends with “.tomarigi”.",
    },
    backup_damaged: {
      happened: "This backup is damaged or cut short.",
      advice: "Choose the one before it, or a copy kept elsewhere. The vault here was not changed.",
    },
    release_damaged: {
      happened: "What was kept of this release is not as it left.",
      advice: "It is not handed out. Bring it back from a backup made after it was published, or go by the files you gave away. Other releases are not affected.",
    },
    document_damaged: {
      happened: "This document is damaged and cannot be opened.",
      advice: "Attach it again if you have the original; otherwise a backup can bring it back.",
    },
    file_too_large: {
      happened: "The file is too large.",
      advice: "20 MB at most. Make the picture smaller or split the document.",
    },
    file_unreadable: {
      happened: "The file cannot be read.",
      advice: "See whether another program has it open or it was moved, then choose it again.",
    },
    no_preview: {
      happened: "A document of this kind cannot be shown here.",
      advice: "Save it to a file to look at it. A saved file is not encrypted.",
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
    combining_refused: {
      happened: "The laptops could not be combined.",
      advice: "See why under Combining laptops in the settings.",
    },
    tables_refused: {
      happened: "The tables could not be made so that no small count can be worked out.",
      advice: "Leave out a dimension or make it coarser. Nothing was published.",
    },
    spreadsheet_refused: {
      happened: "This file cannot be brought in.",
      advice: "Save it again as .xlsx or .csv, and try once more.",
    },
    code_in_use: {
      happened: "Records use this code.",
      advice: "Give it a last day instead: new records will no longer offer it, old ones keep it.",
    },
    consent_needed: {
      happened: "There is no consent to this.",
      advice: "Record the person's consent first. In an interview, the answer can also be left empty.",
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
    held_by_law: {
      happened: "The law holds this back; it cannot be removed yet.",
      advice: "Try again once the day until which it is held has passed.",
    },
    already_there: {
      happened: "This is on record already.",
      advice: "Look for it in the list. Nothing is recorded twice.",
    },
    already_ended: {
      happened: "This has ended already.",
      advice: "Choose one that still runs, or take its end back first.",
    },
    still_used: {
      happened: "Other records use this, so it cannot be removed.",
      advice: "End it instead of removing it.",
    },
    not_markable: {
      happened: "Attendance cannot be marked at this session.",
      advice: "See whether it did not take place, or counts heads only.",
    },
    not_enrolled: {
      happened: "They were not enrolled on that day.",
      advice: "Check the days of their enrolment, or add them as a guest of that session.",
    },
    nothing_to_undo: {
      happened: "There is nothing to undo.",
      advice: "Only changes made since the vault was opened can be undone.",
    },
    undo_conflict: {
      happened: "Records were changed since, so this cannot be undone. Nothing was changed.",
      advice: "Look at the record as it stands and correct it by hand if needed.",
    },
    two_drafts: {
      happened: "Both records have an interview that the same caseworker began with the same form, so they were not merged. Nothing was changed.",
      advice: "Finish or discard one of the two interviews first.",
    },
    merged_again: {
      happened: "This record was merged into another one since. Nothing was changed.",
      advice: "Undo the later merging first.",
    },
    too_late_to_separate: {
      happened: "The two records cannot be taken apart any longer. Nothing was changed.",
      advice: "If needed, register the other person anew and move what is theirs by hand.",
    },
    handed_over: {
      happened: "This case was handed to another laptop. Here it can only be read.",
      advice: "Record on the other laptop, or take the case back on the participant's page.",
    },
    not_a_laptop_key: {
      happened: "This is not the key of a laptop.",
      advice: "Use the file or the text that the other side's screen \"This laptop's key\" gives.",
    },
    own_laptop_key: {
      happened: "This is the key of this very laptop.",
      advice: "Ask for the key of the other laptop.",
    },
    laptop_unknown: {
      happened: "The key of the other laptop has not been compared yet.",
      advice: "Compare the words with your colleague under Settings, Hand-over, and keep the laptop there first.",
    },
    parcel_damaged: {
      happened: "This is no hand-over file for this laptop, or it is damaged.",
      advice: "Ask the sender to make it again for the key of this laptop.",
    },
    parcel_newer: {
      happened: "Another version of the program made this file.",
      advice: "Bring both laptops to the same version and try again.",
    },
    case_open_here: {
      happened: "This case is being worked on here.",
      advice: "Hand it over from here first, or ask the sender to take it back.",
    },
    case_known: {
      happened: "The case in this file was accepted before. Nothing was changed.",
      advice: "It is in the list of people.",
    },
    case_older: {
      happened: "The file is older than what is here. Nothing was changed.",
      advice: "Ask the sender whether there is a newer hand-over file.",
    },
    case_erased: {
      happened: "This person was erased on this laptop.",
      advice: "Records of somebody who was erased are not accepted. Tell the sender.",
    },
    not_handed_over: {
      happened: "This case is not with another laptop.",
      advice: "Open the screen again.",
    },
    task_ended: { happened: "This task has ended.", advice: "Open it again first to go on with it." },
    case_closed: { happened: "This case is closed.", advice: "To begin something new, reopen it on the participant's page." },
    case_open: { happened: "This case is open.", advice: "Open the screen again to see how it stands now." },
    no_room: {
      happened: "The cohort is full.",
      advice: "Admit them when a place is free, or give the cohort more places.",
    },
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
    nothing_to_hand: {
      happened: "This form has no questions that the participant answers.",
      advice: "Who answers can be changed under Settings, Interview forms.",
    },
    form_refused: {
      happened: "The form cannot be used as it is.",
      advice: "Please correct what is listed.",
    },
    code_taken: {
      happened: "There is a form with this ID already.",
      advice: "Please choose another ID.",
    },
    form_outdated: {
      happened: "A newer version of this form was made while you edited.",
      advice: "Open the newest version and change it there.",
    },
    form_retired: {
      happened: "This form is retired.",
      advice: "Choose another form, or take it into use again in the settings.",
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
