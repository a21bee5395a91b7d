//! Two records side by side, before they are made one.

use std::collections::{BTreeMap, BTreeSet};

use casework::{
    duplicates::{self, Reason},
    ids::ParticipantId,
    merging::{MergeField, Standing, finer_birth, plain, standing},
    names,
    participant::{Participant, WorkPermission},
    profile::Support,
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::PersonSummary;

use super::MergeGroup;
use crate::{desk::Desk, error::OfficeError, roles::Act};

/// What one record says in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeValue {
    /// The text, or the code of a list.
    pub value: Guarded<String>,
    /// Of a referral, who exactly.
    pub detail: Option<Guarded<String>>,
    /// Of a residence status, its last day.
    pub until: Option<NaiveDate>,
    /// Of a residence status, whether it permits work.
    pub work: Option<WorkPermission>,
}

/// A field side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeLine {
    /// Which.
    pub field: MergeField,
    /// What the record that stays says.
    pub kept: Option<MergeValue>,
    /// What the record that goes says.
    pub gone: Option<MergeValue>,
    /// How the two stand to each other.
    pub standing: Standing,
}

/// Why two records cannot be made one now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MergeBlock {
    /// Both have an interview that was begun.
    TwoDrafts,
    /// One of the cases is on another laptop.
    Away,
}

/// Two records side by side.
#[derive(Debug, Clone)]
pub struct MergePreview {
    /// The one that would stay.
    pub kept: PersonSummary,
    /// The one that would go.
    pub gone: PersonSummary,
    /// What speaks for one person; nothing when the program sees no resemblance.
    pub why: Vec<Reason>,
    /// The fields of which there is one value, in which at least one of them says something.
    pub fields: Vec<MergeLine>,
    /// How many records of the one that would go there are.
    pub moves: BTreeMap<MergeGroup, u32>,
    /// The fiscal years in which both have facts: some figures of these were too large by one.
    pub years: Vec<i32>,
    /// Whether the case would be open again because only one of the two is closed.
    pub reopens: bool,
    /// Whether a consent of one record would fall to a withdrawal in the other.
    pub withdraws: bool,
    /// What has to be done first.
    pub blocks: Vec<MergeBlock>,
}

/// What the fields of a record are read from.
pub(super) struct Whole {
    pub person: Participant,
    support: Support,
    caseworker: Option<Guarded<String>>,
}

impl Whole {
    /// How every field stands between two records.
    pub(super) fn standings(&self, other: &Self) -> BTreeMap<MergeField, Standing> {
        MergeField::ALL.into_iter().map(|field| (field, self.standing_of(field, other))).collect()
    }

    fn standing_of(&self, field: MergeField, other: &Self) -> Standing {
        if field == MergeField::Birth {
            let birth = |whole: &Self| whole.person.profile.birth.clone();
            // EXPOSE: compared.
            return standing(birth(self).as_ref(), birth(other).as_ref(), |a, b| finer_birth(a.expose(), b.expose()));
        }
        let (ours, theirs) = (self.value(field), other.value(field));
        match field {
            MergeField::Nationality | MergeField::Origin => standing(ours.as_ref(), theirs.as_ref(), known_better),
            // Who exactly was it: the source alone says less.
            MergeField::Referral => standing(ours.as_ref(), theirs.as_ref(), |a, b| {
                a.value == b.value && a.detail.is_some() && b.detail.is_none()
            }),
            _ => standing(ours.as_ref(), theirs.as_ref(), plain),
        }
    }

    fn value(&self, field: MergeField) -> Option<MergeValue> {
        let profile = &self.person.profile;
        let plain =
            |value: &Guarded<String>| MergeValue { value: value.clone(), detail: None, until: None, work: None };
        let code = |code: &String| (!code.is_empty()).then(|| plain(&Guarded::from(code.as_str())));
        match field {
            MergeField::ShownName => names::shown(&profile.names).map(|name| plain(&name.text)),
            // EXPOSE: shown to the caseworker.
            MergeField::Birth => profile.birth.as_ref().map(|birth| plain(&birth.map(|date| date.to_string()))),
            MergeField::Nationality => profile.nationality.as_ref().map(plain),
            MergeField::Origin => profile.origin.as_ref().map(plain),
            MergeField::Residence => profile.residence.as_ref().map(|held| MergeValue {
                until: held.expires_on,
                work: Some(held.work),
                ..plain(&held.status)
            }),
            MergeField::Prefecture => code(&self.support.prefecture),
            MergeField::Referral => {
                let source = code(&self.support.referral_source)?;
                Some(MergeValue { detail: self.support.referral_detail.clone(), ..source })
            }
            MergeField::Caseworker => self.caseworker.as_ref().map(plain),
        }
    }
}

/// A country says more than that it is not known.
fn known_better(one: &MergeValue, other: &MergeValue) -> bool {
    // EXPOSE: compared with the code for "not known".
    other.value.expose() == casework::codes::NATIONALITY_UNKNOWN
        && one.value.expose() != casework::codes::NATIONALITY_UNKNOWN
}

impl Desk<'_> {
    /// Returns two records side by side, the one that would stay first.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], also for one record twice; [`OfficeError::Forbidden`]; what the store says.
    pub fn merge_preview(&self, kept: ParticipantId, gone: ParticipantId) -> Result<MergePreview, OfficeError> {
        self.may(Act::Merge)?;
        if kept == gone {
            return Err(OfficeError::NotFound);
        }
        let (ours, theirs) = (self.whole(kept)?, self.whole(gone)?);
        self.note_reading(Some(kept), "read", "participant", Some(gone.0));
        self.note_reading(Some(gone), "read", "participant", Some(kept.0));
        let standings = ours.standings(&theirs);
        let fields = standings.into_iter().filter(|(_, standing)| *standing != Standing::Silent);
        let line =
            |(field, standing)| MergeLine { field, kept: ours.value(field), gone: theirs.value(field), standing };
        let years = self.years_of(kept)?.intersection(&self.years_of(gone)?).copied().collect();
        let (kept, gone) = (self.records.summary(kept)?, self.records.summary(gone)?);
        Ok(MergePreview {
            why: duplicates::compare(&ours.person.profile, &theirs.person.profile),
            fields: fields.map(line).collect(),
            moves: MergeGroup::counts(&self.records.belongings_count(gone.id)?),
            years,
            reopens: kept.closed_on.is_some() != gone.closed_on.is_some(),
            withdraws: self.would_withdraw(kept.id, gone.id)?,
            blocks: self.blocks(kept.id, gone.id)?,
            kept,
            gone,
        })
    }

    pub(super) fn whole(&self, id: ParticipantId) -> Result<Whole, OfficeError> {
        let (person, support) = (self.records.participant(id)?, self.records.support_of(id)?);
        let caseworker = match support.caseworker {
            Some(member) => self.staff_names()?.get(&member).cloned(),
            None => None,
        };
        Ok(Whole { person, support, caseworker })
    }

    fn blocks(&self, one: ParticipantId, other: ParticipantId) -> Result<Vec<MergeBlock>, OfficeError> {
        let mut blocks = Vec::new();
        if self.records.both_have_drafts(one, other)? {
            blocks.push(MergeBlock::TwoDrafts);
        }
        if self.records.away(one)?.is_some() || self.records.away(other)?.is_some() {
            blocks.push(MergeBlock::Away);
        }
        Ok(blocks)
    }

    /// Whether one record knows of a withdrawal of what stands in the other.
    fn would_withdraw(&self, one: ParticipantId, other: ParticipantId) -> Result<bool, OfficeError> {
        let (ours, theirs) = (self.records.consents_of(one)?, self.records.consents_of(other)?);
        let pairs = ours.iter().flat_map(|a| theirs.iter().flat_map(move |b| [(a, b), (b, a)]));
        let falls = |(a, b): (&casework::consent::Consent, &casework::consent::Consent)| {
            let same = (a.purpose, &a.recipient) == (b.purpose, &b.recipient);
            same && a.withdrawn_on.is_none() && b.withdrawn_on.is_some_and(|on| on >= a.given_on)
        };
        Ok(pairs.into_iter().any(falls))
    }
}

impl MergePreview {
    /// Returns the fields in which the records contradict each other: somebody has to choose.
    pub fn undecided(&self) -> BTreeSet<MergeField> {
        let open = self.fields.iter().filter(|line| line.standing == Standing::Differs);
        open.map(|line| line.field).collect()
    }
}
