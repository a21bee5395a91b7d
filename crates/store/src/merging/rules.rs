//! What becomes of each table that hangs on a participant when two records are merged: the one list of it.

/// What becomes of the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// They are hung on the record that stays.
    Moves,
    /// As [`Moves`](Self::Moves), but a row that is the same in these columns is there once; what hangs on it is hung on
    /// the other.
    Once(&'static [&'static str]),
    /// They go with what they hang on.
    Follows,
    /// [`joining`](super::joining) says it in words of its own.
    Own,
}

use Rule::{Follows, Moves, Once, Own};

/// Every table that hangs on a participant. A test fails when one is not here.
pub(crate) const RULES: &[(&str, Rule)] = &[
    // Field by field.
    ("participant", Own),
    // The journal speaks of the number and is sealed under the key: both stay as they are.
    ("person_key", Own),
    ("participant_name", Own),
    ("residence_period", Own),
    ("language_skill", Own),
    ("consent", Own),
    ("contact_way", Own),
    ("enrolment", Own),
    ("attendance", Own),
    ("closure", Own),
    ("reminder_mark", Own),
    ("counted_elsewhere", Own),
    // Two that were begun hold a merging up.
    ("draft", Moves),
    ("interview", Moves),
    ("answer", Follows),
    ("sealed_note", Moves),
    // Two of one member hold a merging up.
    ("sealed_draft", Moves),
    ("profile_note", Once(&["text"])),
    ("import_mark", Moves),
    ("document", Moves),
    ("task", Moves),
    ("retention_review", Moves),
    ("hand_over", Moves),
    ("carried_entry", Moves),
    ("merged_person", Moves),
    ("two_people", Moves),
    ("cv_given", Moves),
    ("seeking", Moves),
    ("media_use", Once(&["given_on", "medium", "name_given", "picture_given", "story_given"])),
    ("consent_override", Once(&["gate", "reason", "words", "on_day"])),
    ("schooling", Once(&["level", "field", "institution", "subject", "country", "from_on", "until_on", "state"])),
    ("job", Once(&["occupation", "title", "employer", "country", "from_on", "until_on", "ongoing", "tasks"])),
    ("skill", Once(&["kind", "name", "since_on", "in_japan"])),
    ("household_member", Once(&["relation", "name", "birth", "lives", "dependant"])),
    // One person is recommended to a company, or for an opening of it, once a day, whoever wrote it down.
    ("recommendation", Once(&["company_id", "opening_id", "recommended_on"])),
    ("recommendation_note", Follows),
    ("placement_step", Follows),
    ("retention_check", Follows),
    ("fee", Follows),
    ("mentorship", Follows),
    ("mentor_meeting", Follows),
    ("plan_step", Follows),
    // Two who are mentors are one mentor.
    ("associate", Own),
    ("associate_name", Follows),
    ("associate_role", Follows),
    ("company_contact", Follows),
];
