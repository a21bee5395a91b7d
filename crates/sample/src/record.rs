//! The records of a year before they are written, and how each is written through its ordinary use case.

use std::collections::BTreeMap;

use casework::{
    activity::NewActivity,
    consent::{How, Purpose},
    ids::{CohortId, CompanyId, ConsentId, ParticipantId, RecommendationId},
    placement::Step,
    programme::{NewCohort, ProgrammeYear},
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{NewParticipant, OfficeError, SaveDraft, WritingDesk};

/// The place of a person among all made so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person(pub usize);
/// The place of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Company(pub usize);
/// The place of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cohort(pub usize);
/// The place of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recommendation(pub usize);
/// The place of a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Consent(pub usize);

/// Something to be written; the names are those of the use cases.
#[derive(Debug)]
pub enum Record {
    Participant(Box<NewParticipant>),
    Consent { person: Person, purpose: Purpose, language: &'static str, how: How, on: NaiveDate },
    Withdrawal { consent: Consent, on: NaiveDate },
    Interview { person: Person, on: NaiveDate, answers: Vec<(&'static str, String)> },
    Cohort(NewCohort),
    Enrolment { cohort: Cohort, person: Person, on: NaiveDate },
    Company(String),
    Discussion { company: Company, on: NaiveDate },
    Recommendation { person: Person, company: Company, on: NaiveDate },
    Step { recommendation: Recommendation, step: Step, on: NaiveDate, reason: &'static str },
    Activity(NewActivity),
    ProgrammeYear { code: &'static str, year: i32, said: Box<ProgrammeYear> },
}

/// The numbers that the store gave to what was written.
#[derive(Debug, Default)]
pub struct Written {
    people: Vec<ParticipantId>,
    consents: Vec<ConsentId>,
    cohorts: Vec<CohortId>,
    companies: Vec<CompanyId>,
    recommendations: Vec<RecommendationId>,
}

impl Written {
    /// Writes a record.
    ///
    /// # Errors
    /// What the use case says.
    pub fn write(&mut self, desk: &WritingDesk<'_>, record: &Record) -> Result<(), OfficeError> {
        match record {
            Record::Participant(entered) => self.people.push(desk.add_participant(entered, true)?),
            Record::Consent { person, purpose, language, how, on } => {
                let person = at(&self.people, person.0)?;
                self.consents.push(desk.record_consent(person, *purpose, language, *how, &on.to_string())?);
            }
            Record::Withdrawal { consent, on } => {
                desk.withdraw_consent(at(&self.consents, consent.0)?, &on.to_string())?
            }
            Record::Interview { person, on, answers } => interview(desk, at(&self.people, person.0)?, *on, answers)?,
            Record::Cohort(cohort) => self.cohorts.push(desk.open_cohort(cohort)?),
            Record::Enrolment { cohort, person, on } => {
                desk.enrol(at(&self.cohorts, cohort.0)?, at(&self.people, person.0)?, *on)?;
            }
            Record::Company(name) => self.companies.push(desk.add_company(&Guarded::from(name.as_str()))?),
            Record::Discussion { company, on } => {
                desk.record_discussion(at(&self.companies, company.0)?, *on)?;
            }
            Record::Recommendation { person, company, on } => {
                let (person, company) = (at(&self.people, person.0)?, at(&self.companies, company.0)?);
                self.recommendations.push(desk.recommend(person, company, *on)?);
            }
            Record::Step { recommendation, step, on, reason } => {
                desk.record_step(at(&self.recommendations, recommendation.0)?, *step, *on, reason)?;
            }
            Record::Activity(activity) => {
                desk.record_activity(activity)?;
            }
            Record::ProgrammeYear { code, year, said } => desk.save_programme_year(code, *year, said)?,
        }
        Ok(())
    }
}

fn at<T: Copy>(written: &[T], place: usize) -> Result<T, OfficeError> {
    written.get(place).copied().ok_or(OfficeError::Unforeseen("a record of the sample before what it stands on"))
}

/// An interview goes its ordinary way: a draft is begun, saved and finished.
fn interview(
    desk: &WritingDesk<'_>,
    person: ParticipantId,
    on: NaiveDate,
    answers: &[(&'static str, String)],
) -> Result<(), OfficeError> {
    let draft = desk.open_interview(person)?.draft;
    let mut content = draft.content;
    content.held_on = on.to_string();
    content.answers = answers
        .iter()
        .map(|(question, text)| ((*question).to_owned(), Guarded::from(text.as_str())))
        .collect::<BTreeMap<_, _>>();
    let (revision, _) = desk.save_draft(&SaveDraft { draft: draft.id, revision: draft.revision, content })?;
    let finished = desk.finish_interview(draft.id, revision, false)?;
    let unforeseen = OfficeError::Unforeseen("an answer of the sample that the form does not take");
    finished.interview.map(drop).ok_or(unforeseen)
}
