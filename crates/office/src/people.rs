//! Looking at people: the list, a participant's page, likely duplicates, Today.

use std::collections::BTreeMap;

use casework::{
    consent::{Consent, Gate, GateState},
    duplicates::{self, Reason},
    fact::Fact,
    ids::ParticipantId,
    media::MediaUse,
    names,
    participant::{Participant, Profile, Residence, Stage},
    profile::{ResidenceWarning, residence_warning},
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use store::{ConsentOverride, Draft, Order, PersonSummary};

use crate::{desk::Desk, error::OfficeError, participants::NewParticipant, roles::Act};

/// A fact with the names it concerns.
#[derive(Debug, Clone)]
pub struct FactLine {
    /// The fact.
    pub fact: Fact,
    /// The name to show of its participant.
    pub participant_name: Option<Guarded<String>>,
    /// The name of its company.
    pub company_name: Option<Guarded<String>>,
}

/// Everything on a participant's page.
#[derive(Debug, Clone)]
pub struct ParticipantPage {
    /// What a list shows.
    pub summary: PersonSummary,
    /// What is known.
    pub participant: Participant,
    /// Days until the permit ends, negative when it has ended.
    pub permit_days_left: Option<i32>,
    /// Whether sensitive answers may be kept today.
    pub interview_consent: bool,
    /// How each gate stands today, towards whomever it may be.
    pub gates: Vec<(Gate, GateState)>,
    /// What speaks against work today.
    pub work_warning: Option<ResidenceWarning>,
    /// The name of their own caseworker.
    pub caseworker: Option<Guarded<String>>,
    /// The names of everybody who ever worked here.
    pub staff: BTreeMap<u32, Guarded<String>>,
    /// The newest first.
    pub consents: Vec<Consent>,
    /// Gates that were opened without consent, the newest first.
    pub overrides: Vec<ConsentOverride>,
    /// What was given to media, the newest first.
    pub media_uses: Vec<(u32, MediaUse)>,
    /// The newest first.
    pub timeline: Vec<FactLine>,
    /// An interview begun and not finished.
    pub draft: Option<Draft>,
}

/// Somebody who may be the same person.
#[derive(Debug, Clone)]
pub struct LikelyDuplicate {
    /// The person on record.
    pub person: PersonSummary,
    /// Why.
    pub why: Vec<Reason>,
}

/// A permit, or a work permission, that ends soon or ended lately.
#[derive(Debug, Clone)]
pub struct PermitDue {
    /// Whose.
    pub person: PersonSummary,
    /// Which.
    pub residence: Residence,
    /// What ends.
    pub what: Ending,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Days until it ends, negative when it has ended.
    pub days_left: i32,
    /// How near that is.
    pub nearness: Nearness,
}

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The permit, and with it every permission.
    Permit,
    /// The work permission alone.
    WorkPermission,
}

/// How near an end is, in the bands in which the office is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// It is over.
    Over,
    /// In 14 days or less.
    Days14,
    /// In 30 days or less.
    Days30,
    /// In 60 days or less.
    Days60,
}

impl Nearness {
    /// The band of so many days.
    const fn of(days_left: i32) -> Self {
        match days_left {
            ..0 => Self::Over,
            0..=14 => Self::Days14,
            15..=30 => Self::Days30,
            _ => Self::Days60,
        }
    }
}

/// What waits today.
#[derive(Debug, Clone)]
pub struct Today {
    /// Drafts with the person, the newest first.
    pub drafts: Vec<(Draft, PersonSummary)>,
    /// The soonest first.
    pub permits: Vec<PermitDue>,
    /// Not seen for long and not placed; the first of them.
    pub unseen: Vec<PersonSummary>,
    /// How many such people there are.
    pub unseen_total: u32,
    /// How many participants there are.
    pub participants: u32,
}

/// A permit shows on Today this many days before and after it ends.
const PERMIT_DAYS: u64 = 60;
/// Somebody without a new fact for this many days shows on Today.
const UNSEEN_DAYS: u64 = 180;
const UNSEEN_SHOWN: u32 = 20;

impl Desk<'_> {
    /// Returns how many participants there are, and the rows asked for (at most 500).
    ///
    /// # Errors
    /// What the store says.
    pub fn people(&self, order: Order, offset: u32, limit: u32) -> Result<(u32, Vec<PersonSummary>), OfficeError> {
        self.may(Act::SeePeople)?;
        Ok(self.records.people(&[], order, offset, limit.min(500))?)
    }

    /// Returns a participant's page.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn participant_page(&self, id: ParticipantId) -> Result<ParticipantPage, OfficeError> {
        self.may(Act::SeePeople)?;
        self.note_reading(Some(id), "read", "participant", Some(id.0));
        let participant = self.records.participant(id)?;
        let consents = self.records.consents_of(id)?;
        let held = participant.profile.residence.as_ref();
        let ends = held.and_then(|residence| residence.expires_on);
        let gate = |gate: Gate| Ok((gate, self.gate(id, gate, None, self.today())?));
        let gates = Gate::ALL.into_iter().map(gate).collect::<Result<Vec<_>, OfficeError>>()?;
        let (staff, support) = (self.staff_names()?, self.records.support_of(id)?);
        Ok(ParticipantPage {
            summary: self.records.summary(id)?,
            permit_days_left: ends.map(|ends| self.days_until(ends)),
            interview_consent: gates.iter().any(|(gate, state)| *gate == Gate::SensitiveQuestions && state.is_open()),
            gates,
            work_warning: residence_warning(held, self.today()),
            caseworker: support.caseworker.and_then(|member| staff.get(&member).cloned()),
            staff,
            timeline: self.lines(self.records.timeline(id)?)?,
            draft: self.own_draft_with(id)?.filter(|draft| draft.revision > 0),
            overrides: self.records.overrides_of(id)?,
            media_uses: self.media_uses(id)?,
            consents,
            participant,
        })
    }

    /// Returns who may be the person entered in the form, the best match first, at most ten.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for a field that cannot be kept; the first contact is not looked at.
    pub fn duplicates_of(&self, entered: &NewParticipant) -> Result<Vec<LikelyDuplicate>, OfficeError> {
        self.may(Act::EditPeople)?;
        self.likely_duplicates(&self.check_profile(entered)?)
    }

    pub(crate) fn likely_duplicates(&self, profile: &Profile) -> Result<Vec<LikelyDuplicate>, OfficeError> {
        let mut found = Vec::new();
        for id in self.records.duplicate_candidates(profile)? {
            let why = duplicates::compare(profile, &self.records.participant(id)?.profile);
            if !why.is_empty() {
                found.push(LikelyDuplicate { person: self.records.summary(id)?, why });
            }
        }
        // A same name before a similar one, and then the more that agrees.
        found.sort_by_key(|likely| (likely.why.first().copied(), std::cmp::Reverse(likely.why.len())));
        found.truncate(10);
        Ok(found)
    }

    /// Returns what waits today.
    ///
    /// # Errors
    /// What the store says.
    pub fn day(&self) -> Result<Today, OfficeError> {
        self.may(Act::SeePeople)?;
        let drafts = self.own_drafts()?.into_iter();
        let drafts = drafts.map(|draft| self.records.summary(draft.participant).map(|person| (draft, person)));
        let since = self.today().checked_sub_days(Days::new(UNSEEN_DAYS)).unwrap_or_default();
        let (unseen_total, unseen) = self.records.unseen(since, Stage::TrialHire, UNSEEN_SHOWN)?;
        let (participants, _) = self.records.people(&[], Order::Name, 0, 0)?;
        Ok(Today {
            drafts: drafts.collect::<Result<_, _>>()?,
            permits: self.permits()?,
            unseen,
            unseen_total,
            participants,
        })
    }

    fn permits(&self) -> Result<Vec<PermitDue>, OfficeError> {
        let from = self.today().checked_sub_days(Days::new(PERMIT_DAYS)).unwrap_or_default();
        let to = self.today().checked_add_days(Days::new(PERMIT_DAYS)).unwrap_or_default();
        let mut due = Vec::new();
        for id in self.records.permits_ending(from, to)? {
            let person = self.records.summary(id)?;
            let Some(residence) = person.residence.clone() else { continue };
            // A work permission that ends with the permit is told once.
            let work = residence.work_ends_on.filter(|ends| residence.expires_on.is_none_or(|permit| *ends < permit));
            for (what, ends_on) in [(Ending::Permit, residence.expires_on), (Ending::WorkPermission, work)] {
                let Some(ends_on) = ends_on.filter(|ends| (from..=to).contains(ends)) else { continue };
                let days_left = self.days_until(ends_on);
                let (person, residence, nearness) = (person.clone(), residence.clone(), Nearness::of(days_left));
                due.push(PermitDue { person, residence, what, ends_on, days_left, nearness });
            }
        }
        due.sort_by_key(|due| due.ends_on);
        Ok(due)
    }

    pub(crate) fn days_until(&self, day: NaiveDate) -> i32 {
        i32::try_from((day - self.today()).num_days()).unwrap_or(i32::MAX)
    }

    /// Adds the names to facts.
    pub(crate) fn lines(&self, facts: Vec<Fact>) -> Result<Vec<FactLine>, OfficeError> {
        facts.into_iter().map(|fact| self.line(fact)).collect()
    }

    fn line(&self, fact: Fact) -> Result<FactLine, OfficeError> {
        let participant_name = match fact.participant {
            Some(id) => names::shown(&self.records.names_of(id)?).map(|name| name.text.clone()),
            None => None,
        };
        let company_name = fact.company.map(|id| self.records.company_name(id)).transpose()?;
        Ok(FactLine { fact, participant_name, company_name })
    }
}
