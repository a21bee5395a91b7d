//! Making one of two records that are of one person: looked at side by side, decided field by field, done in one
//! transaction, undone as long as there is something to put back.

mod preview;
mod resembling;

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    ids::ParticipantId,
    merging::{MergeField, Side, Undecided, taken},
    text::TextError,
};
use guarded::Guarded;
use store::{MemberId, MergeError, Merging, SeparateError};
use tally::Indicator;

pub use self::{
    preview::{MergeBlock, MergeLine, MergePreview, MergeValue},
    resembling::PossibleDuplicate,
};
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::OfficeError,
    figures::Values,
    participants::as_json,
    roles::Act,
};

/// What kind of records moves from one to the other, as the screen tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MergeGroup {
    /// Names.
    Names,
    /// Residence, languages, schooling, work, skills, household, ways to reach them.
    Profile,
    /// Consents, and gates that were passed without one.
    Consents,
    /// Interviews and what was begun of one.
    Interviews,
    /// Documents.
    Documents,
    /// Enrolments, attendance, pairs, meetings, plans.
    Programmes,
    /// Recommendations and their steps.
    Placements,
    /// Tasks and answers to reminders.
    Tasks,
    /// What they do here as mentor, speaker or contact.
    Roles,
    /// Closings, reviews, hand-overs.
    Case,
    /// Anything else.
    Others,
}

impl MergeGroup {
    /// The group of a table; none for what is no record of its own.
    pub(crate) fn of(table: &str) -> Option<Self> {
        Some(match table {
            "participant" | "person_key" | "answer" | "associate_name" | "associate_role" => return None,
            "participant_name" => Self::Names,
            "residence_period" | "language_skill" | "schooling" | "job" | "skill" | "household_member"
            | "contact_way" | "profile_note" => Self::Profile,
            "consent" | "consent_override" | "media_use" => Self::Consents,
            "interview" | "draft" | "sealed_note" | "sealed_draft" => Self::Interviews,
            "document" => Self::Documents,
            "enrolment" | "attendance" | "mentorship" | "mentor_meeting" | "plan_step" => Self::Programmes,
            "recommendation" | "placement_step" => Self::Placements,
            "task" | "reminder_mark" => Self::Tasks,
            "associate" => Self::Roles,
            "closure" | "retention_review" | "hand_over" | "carried_entry" | "counted_elsewhere" | "merged_person"
            | "two_people" | "import_mark" => Self::Case,
            _ => Self::Others,
        })
    }

    /// Counts by table as counts by group.
    pub(crate) fn counts(tables: &BTreeMap<String, u32>) -> BTreeMap<Self, u32> {
        let mut groups = BTreeMap::new();
        for (table, count) in tables.iter().filter(|(_, count)| **count > 0) {
            if let Some(group) = Self::of(table) {
                let sum: &mut u32 = groups.entry(group).or_default();
                *sum = sum.saturating_add(*count);
            }
        }
        groups
    }
}

/// A figure that is another since two records are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// The fiscal year.
    pub year: i32,
    /// Which figure.
    pub figure: Indicator,
    /// Its value before.
    pub before: u64,
    /// Its value now.
    pub after: u64,
}

/// Two records that were made one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeDone {
    /// How many records came over.
    pub moved: BTreeMap<MergeGroup, u32>,
    /// How many were there already, or are joined with one that was.
    pub joined: u32,
    /// The figures that are others, by year and in the order of the report: somebody was counted twice.
    pub figures: Vec<FigureChange>,
}

/// A record that was merged into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedRecord {
    /// The number that it had.
    pub id: ParticipantId,
    /// When (RFC 3339).
    pub at: String,
    /// By whom.
    pub by: Option<Guarded<String>>,
    /// Whether it can be undone, as far as is known before it is tried.
    pub separable: bool,
}

impl Desk<'_> {
    /// Returns the records that were merged into that of a participant, the newest merging first.
    ///
    /// # Errors
    /// [`OfficeError::Forbidden`]; what the store says.
    pub fn merged_into(&self, id: ParticipantId) -> Result<Vec<MergedRecord>, OfficeError> {
        self.may(Act::SeePeople)?;
        let staff = self.staff_names()?;
        let one = |merged: store::MergedPerson| MergedRecord {
            id: merged.id,
            by: staff.get(&merged.by.0).cloned(),
            separable: merged.separable,
            at: merged.at,
        };
        Ok(self.records.merged_into(id)?.into_iter().map(one).collect())
    }

    fn figure_changes(
        &self,
        years: &BTreeSet<i32>,
        before: &BTreeMap<i32, Values>,
    ) -> Result<Vec<FigureChange>, OfficeError> {
        let (after, indicators) = (self.values_in(years)?, self.indicators_of_all_years()?);
        let mut changes = Vec::new();
        for year in years {
            let value = |values: &BTreeMap<i32, Values>, figure: &str| {
                values.get(year).and_then(|values| values.get(figure)).copied().unwrap_or(0)
            };
            for figure in &indicators {
                let key = figure.key();
                let (before, after) = (value(before, &key), value(&after, &key));
                if before != after {
                    changes.push(FigureChange { year: *year, figure: figure.clone(), before, after });
                }
            }
        }
        Ok(changes)
    }
}

impl WritingDesk<'_> {
    /// Makes one record of two that are of one person. `choices` says from which of the two each field is taken in which
    /// they contradict each other.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for a field (`choices.birth`) in which they contradict each other and nobody chose;
    /// [`OfficeError::TwoDrafts`]; [`OfficeError::HandedOver`]; [`OfficeError::NotFound`]; [`OfficeError::Forbidden`].
    /// Then nothing was changed.
    pub fn merge(
        &self,
        kept: ParticipantId,
        gone: ParticipantId,
        choices: &BTreeMap<MergeField, Side>,
    ) -> Result<MergeDone, OfficeError> {
        self.may(Act::Merge)?;
        if kept == gone {
            return Err(OfficeError::NotFound);
        }
        self.not_away(kept)?;
        self.not_away(gone)?;
        let (ours, theirs) = (self.whole(kept)?, self.whole(gone)?);
        let taken = taken(&ours.standings(&theirs), choices)?;
        let years = self.years_of(kept)?.union(&self.years_of(gone)?).copied().collect();
        let before = self.values_in(&years)?;
        let stood = as_json(&theirs.person.profile, theirs.person.first_contact);
        // Noted while both are there: what stood in the record that goes is kept under the key of who stays.
        self.note_of(gone, "merge", "participant", kept.0)?;
        let merged = self.writer.merge_people(&Merging {
            kept,
            gone,
            taken: &taken,
            at: &self.clock.now().to_rfc3339(),
            by: MemberId(self.actor.id),
        })?;
        let now = self.records.participant(kept)?;
        self.note_change(&Change {
            verb: "merge",
            subject: "participant",
            id: Some(gone.0),
            person: Some(kept),
            before: Some(stood),
            after: Some(as_json(&now.profile, now.first_contact)),
        })?;
        Ok(MergeDone {
            moved: MergeGroup::counts(&merged.moved),
            joined: merged.joined.values().sum(),
            figures: self.figure_changes(&years, &before)?,
        })
    }

    /// Makes two records again of one that was merged, and returns the one into which it had gone. What came from it goes
    /// back to it as it stands now; what was added since stays where it is.
    ///
    /// # Errors
    /// [`OfficeError::MergedAgain`]; [`OfficeError::TooLateToSeparate`]; [`OfficeError::HandedOver`];
    /// [`OfficeError::NotFound`]; [`OfficeError::Forbidden`]. Then nothing was changed.
    pub fn separate(&self, gone: ParticipantId) -> Result<ParticipantId, OfficeError> {
        self.may(Act::Merge)?;
        let merged = self.records.merged_person(gone)?.ok_or(OfficeError::NotFound)?;
        self.not_away(merged.is)?;
        let kept = self.writer.separate_people(gone)?;
        self.note_of(kept, "separate", "participant", gone.0)?;
        self.note_of(gone, "separate", "participant", kept.0)?;
        Ok(kept)
    }
}

impl From<Undecided> for OfficeError {
    fn from(undecided: Undecided) -> Self {
        Self::field(format!("choices.{}", undecided.0.code()), TextError::Empty)
    }
}

impl From<MergeError> for OfficeError {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::TwoDrafts => Self::TwoDrafts,
            MergeError::Document(error) => error.into(),
        }
    }
}

impl From<SeparateError> for OfficeError {
    fn from(error: SeparateError) -> Self {
        match error {
            SeparateError::NotMerged => Self::NotFound,
            SeparateError::MergedAgain => Self::MergedAgain,
            SeparateError::TooLate => Self::TooLateToSeparate,
            SeparateError::Document(error) => error.into(),
        }
    }
}
