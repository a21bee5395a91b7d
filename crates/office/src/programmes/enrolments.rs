//! Who is enrolled: entering, waiting, ending with a reason, coming back.

use casework::{
    codes::{Code, CodeList, UnknownCode},
    dates::DateError,
    ids::{AssociateId, CohortId, EnrolmentId, ParticipantId},
    programme::{
        Cohort, Enrolment, EnrolmentEnd, EnrolmentStatus,
        attendance::{GridRow, grid},
        plan::{PlanOf, PlanStep},
    },
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::PersonSummary;

use super::{CohortLine, PairLine};
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, OfficeError},
    roles::Act,
};

/// An enrolment with the person.
#[derive(Debug, Clone)]
pub struct EnrolmentLine {
    /// The enrolment.
    pub enrolment: Enrolment,
    /// Who.
    pub person: PersonSummary,
    /// Place on the waiting list, from 1.
    pub place: Option<u32>,
    /// Their own plan.
    pub plan: Vec<PlanStep>,
}

/// An enrolment as the participant's page shows it.
#[derive(Debug, Clone)]
pub struct OwnEnrolment {
    /// The enrolment.
    pub line: EnrolmentLine,
    /// The cohort.
    pub cohort: CohortLine,
    /// What their marks in the cohort say; none while nobody marked them.
    pub attendance: Option<GridRow>,
}

/// Every programme that a participant takes or took part in.
#[derive(Debug, Clone)]
pub struct ParticipantProgrammes {
    /// The newest first.
    pub enrolments: Vec<OwnEnrolment>,
    /// The newest first.
    pub pairs: Vec<PairLine>,
    /// The same human in another role.
    pub associate: Option<AssociateId>,
}

/// The one code of the list that is no reason for leaving.
const CAME_TO_ITS_END: &str = "completed";

impl Desk<'_> {
    /// Returns every programme that a participant takes or took part in.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn programmes_of(&self, id: ParticipantId) -> Result<ParticipantProgrammes, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        self.records.summary(id)?;
        let enrolments = self.records.enrolments_of(id)?.into_iter().map(|enrolment| {
            let cohort = self.cohort_line_of(enrolment.cohort)?;
            let attendance = self.attendance_of(id, enrolment.cohort)?;
            Ok(OwnEnrolment { line: self.enrolment_line(enrolment, None)?, cohort, attendance })
        });
        let pairs = self.records.pairs_of(id)?;
        Ok(ParticipantProgrammes {
            enrolments: enrolments.collect::<Result<_, OfficeError>>()?,
            pairs: pairs.into_iter().map(|pair| self.pair_line(pair)).collect::<Result<_, _>>()?,
            associate: self.records.associate_who_is(id)?,
        })
    }

    fn attendance_of(&self, id: ParticipantId, cohort: CohortId) -> Result<Option<GridRow>, OfficeError> {
        let mut enrolments = self.records.enrolments_in(cohort)?;
        enrolments.retain(|enrolment| enrolment.participant == id);
        let mut marks = self.records.marks_in(cohort)?;
        marks.retain(|mark| mark.participant == id);
        Ok(grid(&self.records.sessions_of(cohort)?, &enrolments, &marks, &[]).people.pop())
    }

    /// Everybody of a cohort: those enrolled now, the waiting list, those who ended.
    pub(super) fn enrolment_lines(&self, cohort: CohortId) -> Result<Vec<EnrolmentLine>, OfficeError> {
        let mut enrolments = self.records.enrolments_in(cohort)?;
        enrolments.sort_by_key(|enrolment| match enrolment.status {
            EnrolmentStatus::Enrolled => 0,
            EnrolmentStatus::Waiting => 1,
            EnrolmentStatus::Completed | EnrolmentStatus::Left | EnrolmentStatus::Withdrawn => 2,
        });
        let mut waiting = 0_u32;
        let lines = enrolments.into_iter().map(|enrolment| {
            let place = (enrolment.status == EnrolmentStatus::Waiting).then(|| {
                waiting = waiting.saturating_add(1);
                waiting
            });
            self.enrolment_line(enrolment, place)
        });
        lines.collect()
    }

    fn enrolment_line(&self, enrolment: Enrolment, place: Option<u32>) -> Result<EnrolmentLine, OfficeError> {
        let person = self.records.summary(enrolment.participant)?;
        let plan = self.records.plan_of(PlanOf::Enrolment(enrolment.id))?;
        Ok(EnrolmentLine { enrolment, person, place, plan })
    }

    /// Returns the cohort of an enrolment.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn cohort_of_enrolment(&self, id: EnrolmentId) -> Result<CohortId, OfficeError> {
        self.may(Act::Programmes)?;
        Ok(self.records.enrolment(id)?.cohort)
    }

    /// Returns the reasons for leaving that may be chosen today.
    ///
    /// # Errors
    /// What the store says.
    pub fn exit_reasons(&self) -> Result<Vec<Code>, OfficeError> {
        let mut reasons = self.codes(CodeList::ExitReason, self.today())?;
        reasons.retain(|reason| reason.code != CAME_TO_ITS_END);
        Ok(reasons)
    }

    /// Checks why somebody left before the end: to complete a course is no such reason.
    pub(super) fn check_exit_reason(&self, reason: &str, on: NaiveDate) -> Result<(), OfficeError> {
        if reason == CAME_TO_ITS_END {
            return Err(OfficeError::field("reason", UnknownCode));
        }
        self.check_code("reason", CodeList::ExitReason, reason, on)
    }

    fn is_full(&self, cohort: &Cohort) -> Result<bool, OfficeError> {
        let Some(capacity) = cohort.cohort.capacity else { return Ok(false) };
        Ok(self.records.seats_taken(cohort.id)? >= capacity)
    }

    /// The last day on which somebody was at a session of a cohort.
    fn last_attended(&self, enrolment: &Enrolment) -> Result<Option<NaiveDate>, OfficeError> {
        let sessions = self.records.sessions_of(enrolment.cohort)?;
        let marks = self.records.marks_in(enrolment.cohort)?;
        let own = marks.iter().filter(|mark| mark.participant == enrolment.participant && mark.marked.mark.came());
        let days = own.filter_map(|mark| sessions.iter().find(|session| session.id == mark.session));
        Ok(days.map(|session| session.session.on).filter(|day| enrolment.covers(*day)).max())
    }
}

impl WritingDesk<'_> {
    /// Enrols a participant, or puts them on the waiting list when the cohort is full: the status tells.
    ///
    /// # Errors
    /// [`OfficeError::Field`] for `on`, and for `participant` when they are enrolled or wait already;
    /// [`OfficeError::CaseClosed`]; [`OfficeError::NotFound`].
    pub fn enrol(
        &self,
        cohort: CohortId,
        participant: ParticipantId,
        on: NaiveDate,
    ) -> Result<EnrolmentId, OfficeError> {
        self.may(Act::Programmes)?;
        let found = Cohort { id: cohort, cohort: self.records.cohort(cohort)? };
        self.check_day("on", on)?;
        self.not_before_first_contact(participant, "on", on)?;
        self.check_open_on(participant, on)?;
        if self.records.open_enrolment(cohort, participant)?.is_some() {
            return Err(OfficeError::field("participant", FieldError::AlreadyThere));
        }
        let id = if self.is_full(&found)? {
            self.writer.add_waiting(cohort, participant, on)?
        } else {
            let id = self.writer.add_enrolment(cohort, participant, on)?;
            self.plan_for(id, &found, on)?;
            id
        };
        self.note_of(participant, "add", "enrolment", id.0)?;
        Ok(id)
    }

    /// Enrols a participant on a day as typed.
    ///
    /// # Errors
    /// As [`enrol`](Self::enrol).
    pub fn enrol_on(&self, cohort: CohortId, participant: ParticipantId, on: &str) -> Result<EnrolmentId, OfficeError> {
        let on = self.fact_day("on", on)?;
        self.enrol(cohort, participant, on)
    }

    fn plan_for(&self, id: EnrolmentId, cohort: &Cohort, on: NaiveDate) -> Result<(), OfficeError> {
        self.lay_out_plan(PlanOf::Enrolment(id), &cohort.cohort.course, on.max(cohort.cohort.starts_on))
    }

    /// Takes somebody from the waiting list into the cohort.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `on`, and for `enrolment` when they do not wait or there is
    /// no room.
    pub fn admit_enrolment(&self, id: EnrolmentId, on: &str) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.enrolment(id)?;
        let cohort = Cohort { id: before.cohort, cohort: self.records.cohort(before.cohort)? };
        if before.status != EnrolmentStatus::Waiting {
            return Err(OfficeError::field("enrolment", FieldError::AlreadyEnded));
        }
        let on = self.fact_day_of(before.participant, "on", on)?;
        self.check_open_on(before.participant, on)?;
        if self.is_full(&cohort)? {
            return Err(OfficeError::field("enrolment", FieldError::NoRoom));
        }
        let after = Enrolment { status: EnrolmentStatus::Enrolled, on, ..before.clone() };
        self.change_enrolment("admit", &before, &after)?;
        self.plan_for(id, &cohort, on)
    }

    /// Ends enrolments on a day: of one person, or of all at the end of a cohort. Who waits and leaves is taken off the
    /// list. Pairs of a mentorship that last end with it; steps that are open are dropped when somebody leaves.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `on` when it lies before the enrolment or before a session
    /// they were at, for `reason`, and for `enrolments.N` when it ended before or cannot end like this.
    pub fn end_enrolments(
        &self,
        ids: &[EnrolmentId],
        how: EnrolmentEnd,
        on: &str,
        reason: &str,
    ) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let on = self.fact_day("on", on)?;
        let reason = match how {
            EnrolmentEnd::Completed => "",
            EnrolmentEnd::Left => {
                self.check_exit_reason(reason, on)?;
                reason
            }
        };
        for (place, id) in ids.iter().enumerate() {
            let before = self.records.enrolment(*id)?;
            let field = format!("enrolments.{place}");
            let status = match (before.status, how) {
                (EnrolmentStatus::Enrolled, EnrolmentEnd::Completed) => EnrolmentStatus::Completed,
                (EnrolmentStatus::Enrolled, EnrolmentEnd::Left) => EnrolmentStatus::Left,
                (EnrolmentStatus::Waiting, EnrolmentEnd::Left) => EnrolmentStatus::Withdrawn,
                (EnrolmentStatus::Waiting, EnrolmentEnd::Completed) => {
                    return Err(OfficeError::field(field, FieldError::NotEnrolled));
                }
                _ => return Err(OfficeError::field(field, FieldError::AlreadyEnded)),
            };
            if on < before.on || self.last_attended(&before)?.is_some_and(|attended| on < attended) {
                return Err(OfficeError::field("on", DateError::TooEarly));
            }
            let after = Enrolment { status, ended_on: Some(on), reason: reason.to_owned(), ..before.clone() };
            self.change_enrolment("end", &before, &after)?;
            self.end_what_hangs_on(&after, on)?;
        }
        Ok(())
    }

    fn end_what_hangs_on(&self, ended: &Enrolment, on: NaiveDate) -> Result<(), OfficeError> {
        if ended.status != EnrolmentStatus::Completed {
            self.writer.drop_open_steps(PlanOf::Enrolment(ended.id), true)?;
        }
        for pair in self.records.pairs_under(ended.id)?.into_iter().filter(|pair| pair.ended_on.is_none()) {
            self.close_pair(ended.participant, &pair, on.max(pair.starts_on), &ended.reason)?;
        }
        Ok(())
    }

    /// Takes an end back: they take part again, or wait again.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `enrolment` when it lasts, or when they were enrolled again
    /// since.
    pub fn resume_enrolment(&self, id: EnrolmentId) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.enrolment(id)?;
        let again = self.records.open_enrolment(before.cohort, before.participant)?.is_some();
        if before.status.is_open() || again {
            return Err(OfficeError::field("enrolment", FieldError::AlreadyThere));
        }
        let status = match before.status {
            EnrolmentStatus::Withdrawn => EnrolmentStatus::Waiting,
            _ => EnrolmentStatus::Enrolled,
        };
        let after = Enrolment { status, ended_on: None, reason: String::new(), ..before.clone() };
        self.change_enrolment("resume", &before, &after)?;
        Ok(self.writer.drop_open_steps(PlanOf::Enrolment(id), false)?)
    }

    /// Removes an enrolment that was entered by mistake, with its plan.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `enrolment` while marks or pairs hang on it.
    pub fn remove_enrolment(&self, id: EnrolmentId) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.enrolment(id)?;
        let sessions = self.records.sessions_of(before.cohort)?;
        let marks = self.records.marks_in(before.cohort)?;
        let covered = |session: &casework::programme::Session| before.covers(session.session.on);
        let marked = marks
            .iter()
            .filter(|mark| mark.participant == before.participant)
            .any(|mark| sessions.iter().any(|session| session.id == mark.session && covered(session)));
        if marked || !self.records.pairs_under(id)?.is_empty() {
            return Err(OfficeError::field("enrolment", FieldError::StillUsed));
        }
        self.writer.remove_enrolment(&before)?;
        self.note_change(&Change {
            verb: "remove",
            subject: "enrolment",
            id: Some(id.0),
            person: Some(before.participant),
            before: Some(as_json(&before)),
            after: None,
        })
    }

    fn change_enrolment(&self, verb: &str, before: &Enrolment, after: &Enrolment) -> Result<(), OfficeError> {
        self.writer.set_enrolment(after)?;
        self.note_change(&Change {
            verb,
            subject: "enrolment",
            id: Some(after.id.0),
            person: Some(after.participant),
            before: Some(as_json(before)),
            after: Some(as_json(after)),
        })
    }
}

fn as_json(enrolment: &Enrolment) -> Guarded<String> {
    let Enrolment { on, status, ended_on, reason, .. } = enrolment;
    let json = serde_json::json!({ "on": on, "status": status.code(), "ended_on": ended_on, "reason": reason });
    Guarded::new(json.to_string())
}
