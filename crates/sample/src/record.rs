//! The records of a year before they are written, and how each is written through its ordinary use case.

use std::collections::BTreeMap;

use casework::{
    activity::{ActivityKind, HeadCategory, NewActivity},
    company::CompanyProfile,
    ids::{AssociateId, CohortId, CompanyId, ConsentId, OpeningId, ParticipantId, RecommendationId, SessionId},
    names::NameKind,
    placement::{Step, retention::Still},
    profile::Support,
    programme::{
        Counting, NewCohort, ProgrammeYear, SessionState,
        attendance::{Mark, Marked},
    },
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{
    EnteredAssociate, EnteredConsent, EnteredContact, EnteredDiscussion, EnteredMediaUse, EnteredMeeting,
    EnteredOpening, EnteredRecommendation, EnteredRetention, EnteredRole, EnteredSession, EnteredStep, NewName,
    NewParticipant, OfficeError, ProfileRecord, SaveDraft, WritingDesk,
};

use crate::placement;

/// The place of a person among all made so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Person(pub usize);
/// The place of a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Company(pub usize);
/// The place of a cohort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cohort(pub usize);
/// The place of a mentor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mentor(pub usize);
/// The place of a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recommendation(pub usize);
/// The place of an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening(pub usize);
/// The place of a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Consent(pub usize);

/// What came of a session.
#[derive(Debug)]
pub enum Came {
    Names(Vec<(Person, Mark)>),
    Heads(Vec<(&'static str, u32)>),
    CalledOff(&'static str),
}

/// Something to be written; the names are those of the use cases.
#[derive(Debug)]
pub enum Record {
    Participant(Box<NewParticipant>),
    /// What is known of somebody beyond name and birth.
    Profile(Person, Vec<ProfileRecord>),
    Support {
        person: Person,
        /// Whether they have a caseworker of their own.
        own: bool,
        source: &'static str,
        detail: &'static str,
        prefecture: &'static str,
    },
    Consent(Person, Box<EnteredConsent>),
    /// Words under which people are asked from a day on.
    Policy {
        on: NaiveDate,
        ja: &'static str,
        en: &'static str,
    },
    MediaUse(Person, Box<EnteredMediaUse>),
    Withdrawal {
        consent: Consent,
        on: NaiveDate,
    },
    Interview {
        person: Person,
        on: NaiveDate,
        answers: Vec<(&'static str, String)>,
    },
    Cohort(NewCohort),
    Enrolment {
        cohort: Cohort,
        person: Person,
        on: NaiveDate,
    },
    Session {
        cohort: Cohort,
        on: NaiveDate,
        at: &'static str,
        minutes: u32,
        topic: &'static str,
        came: Came,
    },
    Mentor {
        name: String,
        since: NaiveDate,
    },
    Pair {
        cohort: Cohort,
        person: Person,
        mentor: Mentor,
        starts_on: NaiveDate,
        meetings: Vec<(NaiveDate, u32)>,
        ended_on: Option<NaiveDate>,
    },
    Company(Box<CompanyProfile>),
    Contact {
        company: Company,
        name: &'static str,
        position: &'static str,
        since: NaiveDate,
    },
    Discussion {
        company: Company,
        discussion: Box<EnteredDiscussion>,
    },
    Opening {
        company: Company,
        opening: Box<EnteredOpening>,
        /// Its end with the reason.
        closed: Option<(NaiveDate, &'static str)>,
    },
    Recommendation {
        person: Person,
        company: Company,
        opening: Option<Opening>,
        on: NaiveDate,
        told: &'static str,
        inside: &'static str,
    },
    Step {
        recommendation: Recommendation,
        step: Step,
        on: NaiveDate,
        reason: &'static str,
    },
    Retention {
        recommendation: Recommendation,
        months: u32,
        still: Still,
        on: NaiveDate,
    },
    Activity(NewActivity),
    ProgrammeYear {
        code: &'static str,
        year: i32,
        said: Box<ProgrammeYear>,
    },
}

/// The numbers that the store gave to what was written.
#[derive(Debug, Default)]
pub struct Written {
    people: Vec<ParticipantId>,
    consents: Vec<ConsentId>,
    cohorts: Vec<CohortId>,
    mentors: Vec<AssociateId>,
    companies: Vec<CompanyId>,
    openings: Vec<OpeningId>,
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
            Record::Profile(person, records) => {
                let person = at(&self.people, person.0)?;
                for record in records {
                    desk.add_to_profile(person, record.clone())?;
                }
            }
            Record::Support { person, own, source, detail, prefecture } => {
                let caseworker = if *own { desk.caseworkers()?.first().map(|(member, _)| *member) } else { None };
                let referral_detail = (!detail.is_empty()).then(|| Guarded::from(*detail));
                let (referral_source, prefecture) = ((*source).to_owned(), (*prefecture).to_owned());
                let support = Support { caseworker, referral_source, referral_detail, prefecture };
                desk.set_support(at(&self.people, person.0)?, support)?;
            }
            Record::Consent(person, entered) => {
                self.consents.push(desk.record_consent(at(&self.people, person.0)?, entered)?);
            }
            Record::Policy { on, ja, en } => {
                desk.save_policy(None, &on.to_string(), ja, en)?;
            }
            Record::MediaUse(person, entered) => {
                desk.record_media_use(at(&self.people, person.0)?, entered)?;
            }
            Record::Withdrawal { consent, on } => {
                desk.withdraw_consent(at(&self.consents, consent.0)?, &on.to_string())?
            }
            Record::Interview { person, on, answers } => interview(desk, at(&self.people, person.0)?, *on, answers)?,
            Record::Cohort(cohort) => self.cohorts.push(desk.open_cohort(cohort)?),
            Record::Enrolment { cohort, person, on } => {
                desk.enrol(at(&self.cohorts, cohort.0)?, at(&self.people, person.0)?, *on)?;
            }
            Record::Session { cohort, on, at: starts_at, minutes, topic, came } => {
                let entered = EnteredSession {
                    on: on.to_string(),
                    starts_at: (*starts_at).to_owned(),
                    minutes: *minutes,
                    topic: Guarded::from(*topic),
                    counting: if matches!(came, Came::Heads(_)) { Counting::Heads } else { Counting::Names },
                };
                for session in desk.add_sessions(at(&self.cohorts, cohort.0)?, &[entered])? {
                    self.hold(desk, session, came)?;
                }
            }
            Record::Mentor { name, since } => self.mentors.push(desk.add_associate(&mentor(name, *since))?),
            Record::Pair { cohort, person, mentor, starts_on, meetings, ended_on } => {
                let (cohort, person) = (at(&self.cohorts, cohort.0)?, at(&self.people, person.0)?);
                let mentor = at(&self.mentors, mentor.0)?;
                let pair = desk.open_pair(cohort, person, mentor, &starts_on.to_string(), "")?;
                for (on, minutes) in meetings {
                    desk.add_meeting(pair, &meeting(*on, *minutes))?;
                }
                ended_on.map_or(Ok(()), |on| desk.end_pair(pair, &on.to_string(), ""))?;
            }
            Record::Company(profile) => self.companies.push(desk.enter_company(profile, true)?),
            Record::Contact { company, name, position, since } => {
                let (name, position) = (Guarded::from(*name), Guarded::from(*position));
                let entered = EnteredContact { name, position, from: since.to_string(), ..EnteredContact::default() };
                desk.add_contact(at(&self.companies, company.0)?, &entered)?;
            }
            Record::Discussion { company, discussion } => {
                desk.enter_discussion(at(&self.companies, company.0)?, discussion)?;
            }
            Record::Opening { company, opening, closed } => {
                let mut opening = EnteredOpening::clone(opening);
                opening.opening.company = at(&self.companies, company.0)?;
                let id = desk.add_opening(&opening)?;
                if let Some((on, reason)) = closed {
                    desk.close_opening(id, &on.to_string(), reason)?;
                }
                self.openings.push(id);
            }
            Record::Recommendation { person, company, opening, on, told, inside } => {
                let opening = opening.map(|opening| at(&self.openings, opening.0)).transpose()?;
                placement::ask(desk, at(&self.people, person.0)?, *on)?;
                self.recommendations.push(desk.recommend_for(&EnteredRecommendation {
                    participant: at(&self.people, person.0)?,
                    company: at(&self.companies, company.0)?,
                    opening,
                    on: on.to_string(),
                    starts_on: String::new(),
                    share_note: Guarded::from(*told),
                    inside_note: Guarded::from(*inside),
                    // Kept only where something speaks against it.
                    despite_reason: Guarded::from(placement::DESPITE),
                })?);
            }
            Record::Step { recommendation, step, on, reason } => {
                let entered = EnteredStep {
                    step: *step,
                    on: on.to_string(),
                    reason: (*reason).to_owned(),
                    side: placement::side(reason),
                    planned_end: String::new(),
                    term: placement::term(*step),
                    note: Guarded::default(),
                    despite_reason: Guarded::from(placement::DESPITE),
                };
                desk.take_step(at(&self.recommendations, recommendation.0)?, &entered)?;
            }
            Record::Retention { recommendation, months, still, on } => {
                let (asked_on, note) = (on.to_string(), Guarded::default());
                let entered = EnteredRetention { months: *months, still: *still, asked_on, note };
                desk.answer_retention(at(&self.recommendations, recommendation.0)?, &entered)?;
            }
            Record::Activity(activity) => {
                let mut activity = activity.clone();
                activity.about.companies = present(&activity, &self.companies);
                desk.record_activity(&activity)?;
            }
            Record::ProgrammeYear { code, year, said } => desk.save_programme_year(code, *year, said)?,
        }
        Ok(())
    }
}

impl Written {
    fn hold(&self, desk: &WritingDesk<'_>, session: SessionId, came: &Came) -> Result<(), OfficeError> {
        match came {
            Came::Names(marks) => {
                let marks = marks.iter().map(|(person, mark)| {
                    Ok((at(&self.people, person.0)?, Some(Marked { mark: *mark, minutes: None })))
                });
                desk.mark_attendance(session, &marks.collect::<Result<Vec<_>, OfficeError>>()?).map(drop)
            }
            Came::Heads(heads) => {
                let heads: Vec<_> = heads.iter().map(|(category, heads)| ((*category).to_owned(), *heads)).collect();
                desk.count_heads(session, &heads)
            }
            Came::CalledOff(reason) => desk.session_not_held(session, reason, &Guarded::default()).map(drop),
        }
    }
}

fn mentor(name: &str, since: NaiveDate) -> EnteredAssociate {
    let role = EnteredRole { role: String::from("mentor"), from: since.to_string(), until: String::new() };
    EnteredAssociate {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
        consent_on: since.to_string(),
        roles: vec![role],
        ..EnteredAssociate::default()
    }
}

fn meeting(on: NaiveDate, minutes: u32) -> EnteredMeeting {
    let (state, note) = (SessionState::Held, Guarded::default());
    EnteredMeeting { on: on.to_string(), minutes, state, reason: String::new(), note }
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

/// At a round table those companies sit whom the organisation came to know last, as many as were counted.
fn present(activity: &NewActivity, known: &[CompanyId]) -> Vec<CompanyId> {
    if activity.kind != ActivityKind::RoundTable {
        return Vec::new();
    }
    let companies = activity.heads.iter().find(|(category, _)| category == HeadCategory::Companies.code());
    let counted = companies.map_or(0, |(_, heads)| usize::try_from(*heads).unwrap_or(0));
    known.iter().rev().take(counted).copied().collect()
}
