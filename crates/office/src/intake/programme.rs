//! Rows of sessions and of attendance: which cohort, which session, who.

use std::collections::{BTreeMap, HashMap};

use casework::{
    dates::PartialDate,
    duplicates,
    finding::{Heard, answer, namesakes},
    ids::{CohortId, ParticipantId, SessionId},
    names::NAME_MAX,
    programme::{
        Cohort, Counting, Course, Enrolment, Session, SessionState,
        attendance::{Mark, Marked},
    },
    text::fold,
};
use chrono::{Days, NaiveDate, NaiveTime};
use guarded::Guarded;
use intake::mapping::{AttendanceRow, Fault, Field, MarkAt, Problem, SessionDay, SessionRow};
use store::CohortsWhen;

use super::check::problem_of;
use crate::{desk::Desk, error::OfficeError, programmes::EnteredSession};

/// How long a session takes when neither the list nor the course says it, in minutes.
const MINUTES: u32 = 60;
/// Days before the first day of a cohort on which a session may lie whose year is not told.
const BEFORE: u64 = 31;
/// Names that answer each other at least this well are the same in another script or spelling.
const SAME: f32 = 0.9;

/// A cohort as it is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortChoice {
    /// Its number.
    pub id: CohortId,
    /// Course and name, Japanese and English.
    pub name: (String, String),
    /// Its first day.
    pub starts_on: NaiveDate,
}

/// A session about to be added.
#[derive(Debug, Clone)]
pub(crate) struct NewSessionAt {
    pub cohort: CohortId,
    pub session: EnteredSession,
}

/// Where a mark goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum At {
    /// A session on record.
    Session(SessionId),
    /// One that has to be added, by its day.
    New(CohortId, NaiveDate, Option<NaiveTime>),
}

/// The attendance of somebody in a row. Marks that stand there already are only counted.
#[derive(Debug, Clone)]
pub(crate) struct Marks {
    pub participant: ParticipantId,
    /// Column, where, which.
    pub new: Vec<(usize, At, Mark)>,
    pub there: usize,
}

/// What the rows are read with: asked for once.
#[derive(Debug, Default)]
pub(crate) struct Programmes {
    cohorts: Vec<Cohort>,
    courses: HashMap<String, Course>,
    by_word: HashMap<String, Vec<CohortId>>,
    sessions: BTreeMap<CohortId, Vec<Session>>,
    enrolments: BTreeMap<CohortId, Vec<Enrolment>>,
    marks: HashMap<(SessionId, ParticipantId), Mark>,
    people: HashMap<String, Vec<ParticipantId>>,
    births: HashMap<ParticipantId, Option<PartialDate>>,
}

fn word(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Programmes {
    /// Everything of programmes, and the names of everybody where `people`.
    pub fn of(desk: &Desk<'_>, people: bool) -> Result<Self, OfficeError> {
        let (_, cohorts) = desk.records.cohorts("", CohortsWhen::All, desk.today(), 0, u32::MAX)?;
        let courses = desk.records.courses()?.into_iter().map(|course| (course.code.clone(), course)).collect();
        let mut all = Self { cohorts, courses, ..Self::default() };
        for cohort in all.cohorts.clone() {
            let names = all.names(&cohort);
            for word in [cohort.cohort.name.as_str(), &names.0, &names.1].map(word) {
                let known = all.by_word.entry(word).or_default();
                if !known.contains(&cohort.id) {
                    known.push(cohort.id);
                }
            }
            all.sessions.insert(cohort.id, desk.records.sessions_of(cohort.id)?);
            if people {
                all.enrolments.insert(cohort.id, desk.records.enrolments_in(cohort.id)?);
                let marks = desk.records.marks_in(cohort.id)?.into_iter();
                all.marks.extend(marks.map(|mark| ((mark.session, mark.participant), mark.marked.mark)));
            }
        }
        if people {
            desk.records.each_name(&mut |id, _, name, birth, _| {
                let known = all.people.entry(name.to_owned()).or_default();
                if !known.contains(&id) {
                    known.push(id);
                }
                all.births.insert(id, PartialDate::parse(birth).ok());
            })?;
        }
        Ok(all)
    }

    /// Course and name of a cohort in both languages.
    fn names(&self, cohort: &Cohort) -> (String, String) {
        let course = self.courses.get(&cohort.cohort.course);
        let name = &cohort.cohort.name;
        let with = |course: &str| format!("{course} {name}").trim().to_owned();
        course.map_or_else(|| (name.clone(), name.clone()), |course| (with(&course.name.ja), with(&course.name.en)))
    }

    /// The cohorts, the newest first.
    pub fn choices(&self) -> Vec<CohortChoice> {
        let choice = |cohort: &Cohort| CohortChoice {
            id: cohort.id,
            name: self.names(cohort),
            starts_on: cohort.cohort.starts_on,
        };
        let mut choices: Vec<_> = self.cohorts.iter().map(choice).collect();
        choices.sort_by_key(|choice| (std::cmp::Reverse(choice.starts_on), choice.id));
        choices
    }

    /// The cohort of a word: its name, its course and name, its number, or its course when that has no other.
    pub fn cohort(&self, text: &str) -> Result<CohortId, Problem> {
        let wanted = word(text);
        let named = self.by_word.get(&wanted).map(Vec::as_slice).unwrap_or_default();
        let of_course: Vec<CohortId> = self
            .cohorts
            .iter()
            .filter(|cohort| {
                self.courses.get(&cohort.cohort.course).is_some_and(|course| {
                    [&course.code, &course.name.ja, &course.name.en].into_iter().any(|name| word(name) == wanted)
                })
            })
            .map(|cohort| cohort.id)
            .collect();
        let number = wanted.parse().ok().map(CohortId).filter(|id| self.cohorts.iter().any(|cohort| cohort.id == *id));
        match (named, of_course.as_slice(), number) {
            ([one], ..) | ([], [one], _) => Ok(*one),
            ([], [], Some(number)) => Ok(number),
            ([], [], None) => Err(Problem::UnknownCohort),
            _ => Err(Problem::AmbiguousCohort),
        }
    }

    /// The cohort of a row: what it says, what was chosen for all rows, or the only one there is.
    fn cohort_of(
        &self,
        said: Option<&(usize, Guarded<String>)>,
        chosen: Option<u32>,
    ) -> Result<CohortId, (Option<usize>, Problem)> {
        if let Some((column, text)) = said {
            // EXPOSE: compared with the names of cohorts.
            return self.cohort(text.expose()).map_err(|problem| (Some(*column), problem));
        }
        let only = match self.cohorts.as_slice() {
            [one] => Some(one.id),
            _ => None,
        };
        let chosen = chosen.map(CohortId).filter(|id| self.cohorts.iter().any(|cohort| cohort.id == *id));
        chosen.or(only).ok_or((None, Problem::UnknownCohort))
    }

    fn found(&self, id: CohortId) -> Option<&Cohort> {
        self.cohorts.iter().find(|cohort| cohort.id == id)
    }

    /// The day of a session, with its year: a session on record, or the first such day of the cohort.
    fn day(&self, cohort: CohortId, day: SessionDay) -> Option<NaiveDate> {
        let SessionDay::InTheYear(..) = day else { return day.from(NaiveDate::MIN) };
        let known = self.sessions.get(&cohort).into_iter().flatten().map(|session| session.session.on);
        let starts_on = self.found(cohort)?.cohort.starts_on;
        let begin = starts_on.checked_sub_days(Days::new(BEFORE))?;
        let guessed = day.from(begin)?;
        known.clone().find(|on| day.from(*on) == Some(*on)).or(Some(guessed))
    }

    /// Reads a row as a session to be added.
    pub fn session(
        &self,
        desk: &Desk<'_>,
        row: u32,
        read: SessionRow,
        chosen: Option<u32>,
    ) -> Result<Result<NewSessionAt, Vec<Fault>>, OfficeError> {
        let fault = |column, field, problem| Ok(Err(vec![Fault { row, column, field, problem }]));
        let cohort = match self.cohort_of(read.cohort.as_ref(), chosen) {
            Ok(cohort) => cohort,
            Err((column, problem)) => return fault(column, Field::Cohort, problem),
        };
        let Some(on) = self.day(cohort, read.day) else {
            return fault(Some(read.column), Field::SessionDay, Problem::NoSuchDate);
        };
        let session = self.entered(cohort, on, read.starts_at, read.minutes, read.topic);
        match desk.check_session("", &session) {
            Ok(_) => Ok(Ok(NewSessionAt { cohort, session })),
            Err(OfficeError::Field { field, why }) => {
                let (column, field) = match field.as_str() {
                    "on" => (Some(read.column), Field::SessionDay),
                    "minutes" => (None, Field::Minutes),
                    "topic" => (None, Field::Topic),
                    _ => (None, Field::StartsAt),
                };
                fault(column, field, problem_of(why))
            }
            Err(error) => Err(error),
        }
    }

    /// A session as its form would have it.
    pub fn entered(
        &self,
        cohort: CohortId,
        on: NaiveDate,
        starts_at: Option<NaiveTime>,
        minutes: Option<u32>,
        topic: Guarded<String>,
    ) -> EnteredSession {
        let course = self.found(cohort).and_then(|cohort| self.courses.get(&cohort.cohort.course));
        let usual = course.map(|course| course.sessions.minutes).filter(|minutes| *minutes > 0);
        EnteredSession {
            on: on.to_string(),
            starts_at: starts_at.map_or_else(String::new, |time| time.format("%H:%M").to_string()),
            minutes: minutes.or(usual).unwrap_or(MINUTES),
            topic,
            counting: course.map_or(Counting::Names, |course| course.kind.counting()),
        }
    }

    /// Whether a session of a cohort is on record on a day, at a time if one is told.
    pub fn session_on(&self, cohort: CohortId, on: &str, starts_at: &str) -> Option<SessionId> {
        let same = |session: &&Session| {
            let time = session.session.starts_at.map_or_else(String::new, |time| time.format("%H:%M").to_string());
            session.session.on.to_string() == on && (time == starts_at || time.is_empty() || starts_at.is_empty())
        };
        self.sessions.get(&cohort).into_iter().flatten().find(same).map(|session| session.id)
    }

    /// Reads a row as the attendance of somebody.
    pub fn attendance(
        &self,
        desk: &Desk<'_>,
        row: u32,
        read: &AttendanceRow,
        chosen: Option<u32>,
    ) -> Result<Result<Marks, Vec<Fault>>, OfficeError> {
        let cohort = match self.cohort_of(read.cohort.as_ref(), chosen) {
            Ok(cohort) => cohort,
            Err((column, problem)) => return Ok(Err(vec![Fault { row, column, field: Field::Cohort, problem }])),
        };
        let participant = match self.person(desk, read, cohort)? {
            Ok(participant) => participant,
            Err(problem) => {
                return Ok(Err(vec![Fault { row, column: read.column, field: Field::FullName, problem }]));
            }
        };
        let first_contact = desk.records.summary(participant)?.first_contact;
        let mut marks = Marks { participant, new: Vec::new(), there: 0 };
        let mut faults = Vec::new();
        for at in &read.marks {
            match self.place(desk, cohort, participant, first_contact, at) {
                Ok(None) => marks.there = marks.there.saturating_add(1),
                Ok(Some(place)) => marks.new.push((at.column, place, at.mark)),
                Err(problem) => {
                    faults.push(Fault { row, column: Some(at.column), field: Field::Mark, problem });
                }
            }
        }
        Ok(if faults.is_empty() { Ok(marks) } else { Err(faults) })
    }

    /// Where a mark goes; nowhere when it stands there already.
    fn place(
        &self,
        desk: &Desk<'_>,
        cohort: CohortId,
        participant: ParticipantId,
        first_contact: NaiveDate,
        at: &MarkAt,
    ) -> Result<Option<At>, Problem> {
        let on = self.day(cohort, at.day).ok_or(Problem::NoSuchDate)?;
        if on > desk.today() {
            return Err(Problem::FutureDate);
        }
        if on < first_contact {
            return Err(Problem::BeforeFirstContact);
        }
        let on_day = self.sessions.get(&cohort).into_iter().flatten().filter(|session| session.session.on == on);
        let at_time = on_day.filter(|session| {
            at.starts_at.is_none() || session.session.starts_at.is_none() || session.session.starts_at == at.starts_at
        });
        let found: Vec<&Session> = at_time.collect();
        let session = match found.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => return Err(Problem::NotMarkable),
        };
        let counting = match session {
            Some(session) => session.session.counting,
            None => self.entered(cohort, on, None, None, Guarded::default()).counting,
        };
        if counting == Counting::Heads || session.is_some_and(|session| session.state == SessionState::NotHeld) {
            return Err(Problem::NotMarkable);
        }
        let enrolled = self.enrolments.get(&cohort).into_iter().flatten();
        let covered = enrolled.filter(|one| one.participant == participant).any(|one| one.covers(on));
        if !covered && !at.mark.came() {
            return Err(Problem::NotEnrolled);
        }
        match session.and_then(|session| self.marks.get(&(session.id, participant))) {
            Some(known) if *known == at.mark => return Ok(None),
            Some(_) => return Err(Problem::OtherMark),
            None => {}
        }
        Ok(Some(session.map_or(At::New(cohort, on, at.starts_at), |session| At::Session(session.id))))
    }

    /// Who a row is about: by number, by the same name, or by a name of somebody of the cohort that sounds the same.
    fn person(
        &self,
        desk: &Desk<'_>,
        read: &AttendanceRow,
        cohort: CohortId,
    ) -> Result<Result<ParticipantId, Problem>, OfficeError> {
        if let Some(number) = read.number {
            let id = ParticipantId(number);
            return Ok(if self.births.contains_key(&id) { Ok(id) } else { Err(Problem::UnknownPerson) });
        }
        // EXPOSE: compared with the names on record.
        let born = PartialDate::parse(read.birth.expose()).ok();
        let fits = |id: &ParticipantId| match (born, self.births.get(id).copied().flatten()) {
            (Some(own), Some(other)) => own.agrees_with(other),
            _ => true,
        };
        let takes_part =
            |id: &ParticipantId| self.enrolments.get(&cohort).into_iter().flatten().any(|one| one.participant == *id);
        let mut same: Vec<ParticipantId> = Vec::new();
        for name in &read.names {
            let known = self.people.get(&duplicates::key(name.expose()));
            same.extend(known.into_iter().flatten().copied().filter(fits));
        }
        same.sort_unstable();
        same.dedup();
        let here: Vec<ParticipantId> = same.iter().copied().filter(takes_part).collect();
        match (same.as_slice(), here.as_slice()) {
            ([one], _) | (_, [one]) => return Ok(Ok(*one)),
            ([], _) => {}
            _ => return Ok(Err(Problem::AmbiguousPerson)),
        }
        let mut alike = Vec::new();
        for name in read.names.iter().filter(|name| name.expose().chars().count() <= NAME_MAX) {
            for id in namesakes(&desk.records, name)?.into_iter().map(ParticipantId).filter(takes_part).filter(fits) {
                if !alike.contains(&id) && self.sounds_the_same(desk, id, name)? {
                    alike.push(id);
                }
            }
        }
        Ok(match alike.as_slice() {
            [one] => Ok(*one),
            [] => Err(Problem::UnknownPerson),
            _ => Err(Problem::AmbiguousPerson),
        })
    }

    fn sounds_the_same(&self, desk: &Desk<'_>, id: ParticipantId, name: &Guarded<String>) -> Result<bool, OfficeError> {
        // EXPOSE: taken apart and compared, not kept.
        let asked = Heard::new(name.expose());
        let both = |a: &Heard, b: &Heard| Some(answer(a, b, false)?.score.min(answer(b, a, false)?.score));
        let names = desk.records.names_of(id)?;
        Ok(names.iter().any(|known| both(&asked, &Heard::new(known.text.expose())).is_some_and(|score| score >= SAME)))
    }
}

/// A mark for all of a session.
pub(crate) const fn whole(mark: Mark) -> Marked {
    Marked { mark, minutes: None }
}
