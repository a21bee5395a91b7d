//! Pairs of a mentorship: one participant, one mentor, some months, their meetings and their plan.

use casework::{
    codes::CodeList,
    dates::{DateError, full_day},
    ids::{AssociateId, CohortId, MeetingId, PairId, ParticipantId, PlanStepId},
    names,
    programme::{
        CourseKind, Enrolment, EnrolmentStatus, Meeting, NewMeeting, NewPair, Pair, SessionState,
        plan::{PlanOf, PlanState, PlanStep},
    },
};
use chrono::NaiveDate;
use guarded::Guarded;
use store::PersonSummary;

use super::check;
use crate::{
    desk::{Change, Desk, WritingDesk},
    error::{FieldError, InField, OfficeError},
    roles::Act,
};

/// A pair in a list.
#[derive(Debug, Clone)]
pub struct PairLine {
    /// The pair.
    pub pair: Pair,
    /// Who is mentored.
    pub person: PersonSummary,
    /// The mentor's name, unless they were removed.
    pub mentor_name: Option<Guarded<String>>,
    /// The cohort.
    pub cohort: CohortId,
    /// Its name.
    pub cohort_name: String,
    /// Meetings held.
    pub held: u32,
    /// Minutes of them.
    pub minutes: u32,
    /// The next planned meeting from today on.
    pub next_meeting: Option<NaiveDate>,
    /// The first open step of the plan; it may lie in the past.
    pub next_step: Option<NaiveDate>,
    /// Steps done.
    pub steps_done: u32,
    /// Steps open.
    pub steps_open: u32,
    /// Of these, due before today.
    pub steps_overdue: u32,
}

/// A pair with its meetings and its plan.
#[derive(Debug, Clone)]
pub struct PairPage {
    /// What a list shows.
    pub line: PairLine,
    /// The newest first.
    pub meetings: Vec<Meeting>,
    /// In order of days.
    pub plan: Vec<PlanStep>,
}

/// Which pairs a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairsWhen {
    /// Begun and not ended.
    Current,
    /// Not begun yet.
    Coming,
    /// Ended.
    Past,
    /// All of them.
    All,
}

/// A meeting as entered.
#[derive(Debug, Clone)]
pub struct EnteredMeeting {
    /// The day; it may lie ahead while it is planned.
    pub on: String,
    /// How long.
    pub minutes: u32,
    /// What became of it.
    pub state: SessionState,
    /// Why it was not held, or empty.
    pub reason: String,
    /// A short note.
    pub note: Guarded<String>,
}

/// The longest note to a meeting, in characters.
const NOTE_MAX: usize = 2_000;

impl Desk<'_> {
    /// Returns how many pairs there are, and the rows asked for, the newest first.
    ///
    /// # Errors
    /// What the store says.
    pub fn pairs(&self, when: PairsWhen, offset: u32, limit: u32) -> Result<(u32, Vec<PairLine>), OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let today = self.today();
        let mut pairs = self.records.all_pairs()?;
        pairs.retain(|pair| match when {
            PairsWhen::Current => pair.ended_on.is_none() && pair.starts_on <= today,
            PairsWhen::Coming => pair.ended_on.is_none() && pair.starts_on > today,
            PairsWhen::Past => pair.ended_on.is_some(),
            PairsWhen::All => true,
        });
        let total = u32::try_from(pairs.len()).unwrap_or(u32::MAX);
        let (skip, take) =
            (usize::try_from(offset).unwrap_or(usize::MAX), usize::try_from(limit.min(500)).unwrap_or(0));
        let page = pairs.into_iter().skip(skip).take(take);
        Ok((total, page.map(|pair| self.pair_line(pair)).collect::<Result<_, _>>()?))
    }

    /// Returns a pair with its meetings and its plan. That the notes were read stands in the journal.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn pair_page(&self, id: PairId) -> Result<PairPage, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let line = self.pair_line(self.records.pair(id)?)?;
        self.note_reading(Some(line.person.id), "read", "mentorship", Some(id.0));
        Ok(PairPage { line, meetings: self.records.meetings_of(id)?, plan: self.records.plan_of(PlanOf::Pair(id))? })
    }

    /// Returns the pair of a meeting.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn pair_of_meeting(&self, id: MeetingId) -> Result<PairId, OfficeError> {
        self.may(Act::Programmes)?;
        Ok(self.records.meeting(id)?.pair)
    }

    pub(super) fn pair_line(&self, pair: Pair) -> Result<PairLine, OfficeError> {
        let enrolment = self.records.enrolment(pair.enrolment)?;
        let today = self.today();
        let mentor = pair.mentor.map(|id| self.records.associate(id)).transpose()?;
        let mentor_name = mentor.and_then(|mentor| names::shown(&mentor.associate.names).map(|name| name.text.clone()));
        let meetings = self.records.meetings_of(pair.id)?;
        let held = || meetings.iter().filter(|one| one.meeting.state == SessionState::Held);
        let coming =
            meetings.iter().filter(|one| one.meeting.state == SessionState::Planned && one.meeting.on >= today);
        let plan = self.records.plan_of(PlanOf::Pair(pair.id))?;
        let open = || plan.iter().filter(|step| step.state == PlanState::Open);
        let count = |steps: usize| u32::try_from(steps).unwrap_or(u32::MAX);
        Ok(PairLine {
            person: self.records.summary(enrolment.participant)?,
            mentor_name,
            cohort: enrolment.cohort,
            cohort_name: self.records.cohort(enrolment.cohort)?.name,
            held: count(held().count()),
            minutes: held().fold(0, |sum, one| sum.saturating_add(one.meeting.minutes)),
            next_meeting: coming.map(|one| one.meeting.on).min(),
            next_step: open().map(|step| step.due_on).min(),
            steps_done: count(plan.iter().filter(|step| matches!(step.state, PlanState::Done(_))).count()),
            steps_open: count(open().count()),
            steps_overdue: count(open().filter(|step| step.due_on < today).count()),
            pair,
        })
    }

    fn participant_of(&self, pair: &Pair) -> Result<ParticipantId, OfficeError> {
        Ok(self.records.enrolment(pair.enrolment)?.participant)
    }

    /// A mentor is somebody whose data is still here.
    fn check_mentor(&self, mentor: AssociateId, participant: ParticipantId) -> Result<(), OfficeError> {
        let associate = self.records.associate(mentor)?;
        if associate.removed_on.is_some() {
            return Err(OfficeError::NotFound);
        }
        if associate.associate.participant == Some(participant) {
            return Err(OfficeError::field("mentor", FieldError::AlreadyThere));
        }
        Ok(())
    }

    /// The first and the last day of a pair; without a last day the length of the course.
    fn check_days(
        &self,
        cohort: CohortId,
        starts_on: &str,
        ends_on: &str,
    ) -> Result<(NaiveDate, NaiveDate), OfficeError> {
        let starts = self.check_planned("starts_on", full_day(starts_on).in_field("starts_on")?)?;
        let course = self.records.course(&self.records.cohort(cohort)?.course)?;
        let ends = check::optional_day("ends_on", ends_on)?.unwrap_or_else(|| course.last_day(starts));
        if ends < starts {
            return Err(OfficeError::field("ends_on", DateError::TooEarly));
        }
        Ok((starts, ends))
    }

    fn check_meeting(&self, person: ParticipantId, entered: &EnteredMeeting) -> Result<NewMeeting, OfficeError> {
        let on = full_day(&entered.on).in_field("on")?;
        let on = match entered.state {
            SessionState::Planned => self.check_planned("on", on)?,
            SessionState::Held | SessionState::NotHeld => self.check_day("on", on)?,
        };
        self.not_before_first_contact(person, "on", on)?;
        let reason = match entered.state {
            SessionState::NotHeld => {
                self.check_code("reason", CodeList::SessionNotHeldReason, &entered.reason, on)?;
                entered.reason.clone()
            }
            SessionState::Planned | SessionState::Held => String::new(),
        };
        let minutes = check::minutes("minutes", entered.minutes)?;
        let note = check::optional_guarded("note", &entered.note, NOTE_MAX)?;
        Ok(NewMeeting { on, minutes, state: entered.state, reason, note })
    }
}

impl WritingDesk<'_> {
    /// Opens a pair in a cohort of a mentorship and lays out its standard plan. The participant is enrolled from the
    /// first day on, unless they are enrolled already.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `cohort` when it is no mentorship, for `participant` when
    /// they wait for a place or have a pair there that lasts, for `mentor` when it is the same human, for `starts_on`
    /// (which may lie ahead for somebody who is enrolled) and `ends_on`.
    pub fn open_pair(
        &self,
        cohort: CohortId,
        participant: ParticipantId,
        mentor: AssociateId,
        starts_on: &str,
        ends_on: &str,
    ) -> Result<PairId, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let course = self.records.cohort(cohort)?.course;
        if self.records.course(&course)?.kind != CourseKind::Mentorship {
            return Err(OfficeError::field("cohort", FieldError::NotMarkable));
        }
        self.check_mentor(mentor, participant)?;
        let (starts_on, ends_on) = self.check_days(cohort, starts_on, ends_on)?;
        self.check_open_on(participant, starts_on)?;
        let enrolment = self.enrolment_for_pair(cohort, participant, starts_on)?;
        if self.records.pairs_under(enrolment.id)?.iter().any(|pair| pair.ended_on.is_none()) {
            return Err(OfficeError::field("participant", FieldError::AlreadyThere));
        }
        let id = self.writer.add_pair(&NewPair { enrolment: enrolment.id, mentor, starts_on, ends_on })?;
        self.note_of(participant, "add", "mentorship", id.0)?;
        self.lay_out_plan(PlanOf::Pair(id), &course, starts_on)?;
        Ok(id)
    }

    fn enrolment_for_pair(
        &self,
        cohort: CohortId,
        participant: ParticipantId,
        starts_on: NaiveDate,
    ) -> Result<Enrolment, OfficeError> {
        let found = match self.records.open_enrolment(cohort, participant)? {
            Some(found) => found,
            None => {
                self.check_day("starts_on", starts_on)?;
                self.not_before_first_contact(participant, "starts_on", starts_on)?;
                let id = self.enrol(cohort, participant, starts_on)?;
                self.records.enrolment(id)?
            }
        };
        if found.status == EnrolmentStatus::Waiting {
            return Err(OfficeError::field("participant", FieldError::NoRoom));
        }
        self.not_before_first_contact(participant, "starts_on", starts_on)?;
        Ok(found)
    }

    /// Changes mentor and days of a pair. Another first day moves the open steps of its plan, and nothing that is done.
    ///
    /// # Errors
    /// As [`open_pair`](Self::open_pair); [`OfficeError::Field`] for `pair` when it ended.
    pub fn correct_pair(
        &self,
        id: PairId,
        mentor: AssociateId,
        starts_on: &str,
        ends_on: &str,
    ) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let before = self.records.pair(id)?;
        let enrolment = self.records.enrolment(before.enrolment)?;
        if before.ended_on.is_some() {
            return Err(OfficeError::field("pair", FieldError::AlreadyEnded));
        }
        if before.mentor != Some(mentor) {
            self.check_mentor(mentor, enrolment.participant)?;
        }
        let (starts_on, ends_on) = self.check_days(enrolment.cohort, starts_on, ends_on)?;
        self.not_before_first_contact(enrolment.participant, "starts_on", starts_on)?;
        let after = Pair { mentor: Some(mentor), starts_on, ends_on, ..before.clone() };
        self.change_pair("correct", enrolment.participant, &before, &after)?;
        if before.starts_on != starts_on {
            self.writer.move_open_steps(PlanOf::Pair(id), starts_on)?;
        }
        Ok(())
    }

    /// Ends a pair and drops the open steps of its plan. Without a reason it came to its end.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `pair` when it ended before, for `on` when it lies before
    /// the first day or a meeting that was held, for `reason`.
    pub fn end_pair(&self, id: PairId, on: &str, reason: &str) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let pair = self.records.pair(id)?;
        if pair.ended_on.is_some() {
            return Err(OfficeError::field("pair", FieldError::AlreadyEnded));
        }
        let on = self.fact_day("on", on)?;
        let meetings = self.records.meetings_of(id)?;
        let held = meetings.iter().filter(|one| one.meeting.state == SessionState::Held);
        if on < pair.starts_on || held.map(|one| one.meeting.on).any(|met| on < met) {
            return Err(OfficeError::field("on", DateError::TooEarly));
        }
        if !reason.is_empty() {
            self.check_exit_reason(reason, on)?;
        }
        self.close_pair(self.participant_of(&pair)?, &pair, on, reason)
    }

    pub(super) fn close_pair(
        &self,
        person: ParticipantId,
        pair: &Pair,
        on: NaiveDate,
        reason: &str,
    ) -> Result<(), OfficeError> {
        let after = Pair { ended_on: Some(on), reason: reason.to_owned(), ..pair.clone() };
        self.change_pair("end", person, pair, &after)?;
        Ok(self.writer.drop_open_steps(PlanOf::Pair(pair.id), true)?)
    }

    /// Takes the end of a pair back, and opens the steps that were dropped with it.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for `pair` when it lasts, when another one began since, or when
    /// the participant is not enrolled any more.
    pub fn resume_pair(&self, id: PairId) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.pair(id)?;
        let others = self.records.pairs_under(before.enrolment)?;
        if before.ended_on.is_none() || others.iter().any(|pair| pair.ended_on.is_none()) {
            return Err(OfficeError::field("pair", FieldError::AlreadyThere));
        }
        let enrolment = self.records.enrolment(before.enrolment)?;
        if enrolment.status != EnrolmentStatus::Enrolled {
            return Err(OfficeError::field("pair", FieldError::NotEnrolled));
        }
        let after = Pair { ended_on: None, reason: String::new(), ..before.clone() };
        self.change_pair("resume", enrolment.participant, &before, &after)?;
        Ok(self.writer.drop_open_steps(PlanOf::Pair(id), false)?)
    }

    fn change_pair(&self, verb: &str, person: ParticipantId, before: &Pair, after: &Pair) -> Result<(), OfficeError> {
        self.writer.set_pair(after)?;
        self.note_change(&Change {
            verb,
            subject: "mentorship",
            id: Some(after.id.0),
            person: Some(person),
            before: Some(pair_as_json(before)),
            after: Some(pair_as_json(after)),
        })
    }

    /// Adds a meeting to a pair.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`]; [`OfficeError::Field`] for the first field that cannot be kept.
    pub fn add_meeting(&self, pair: PairId, entered: &EnteredMeeting) -> Result<MeetingId, OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let person = self.participant_of(&self.records.pair(pair)?)?;
        let meeting = self.check_meeting(person, entered)?;
        let id = self.writer.add_meeting(pair, &meeting)?;
        self.note_meeting("add", person, id, None, Some(&meeting))?;
        Ok(id)
    }

    /// Changes a meeting.
    ///
    /// # Errors
    /// As [`add_meeting`](Self::add_meeting).
    pub fn change_meeting(&self, id: MeetingId, entered: &EnteredMeeting) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        self.may(Act::SeePeople)?;
        let before = self.records.meeting(id)?;
        let person = self.participant_of(&self.records.pair(before.pair)?)?;
        let meeting = self.check_meeting(person, entered)?;
        self.writer.set_meeting(&before, &meeting)?;
        self.note_meeting("change", person, id, Some(&before.meeting), Some(&meeting))
    }

    /// Removes a meeting; the journal keeps what stood there.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], or what the store says.
    pub fn remove_meeting(&self, id: MeetingId) -> Result<(), OfficeError> {
        self.may(Act::Programmes)?;
        let before = self.records.meeting(id)?;
        let person = self.participant_of(&self.records.pair(before.pair)?)?;
        self.writer.remove_meeting(&before)?;
        self.note_meeting("remove", person, id, Some(&before.meeting), None)
    }

    /// Ticks off a step of the plan of a pair that was done at a meeting.
    ///
    /// # Errors
    /// [`OfficeError::NotFound`], also when the step is none of this pair.
    pub fn complete_at_meeting(&self, pair: PairId, step: PlanStepId, on: &str) -> Result<(), OfficeError> {
        if self.records.plan_step(step)?.of != PlanOf::Pair(pair) {
            return Err(OfficeError::NotFound);
        }
        self.set_plan_step(step, on)
    }

    fn note_meeting(
        &self,
        verb: &str,
        person: ParticipantId,
        id: MeetingId,
        before: Option<&NewMeeting>,
        after: Option<&NewMeeting>,
    ) -> Result<(), OfficeError> {
        self.note_change(&Change {
            verb,
            subject: "meeting",
            id: Some(id.0),
            person: Some(person),
            before: before.map(meeting_as_json),
            after: after.map(meeting_as_json),
        })
    }
}

fn pair_as_json(pair: &Pair) -> Guarded<String> {
    let Pair { starts_on, ends_on, ended_on, reason, .. } = pair;
    let json = serde_json::json!({
        "starts_on": starts_on, "ends_on": ends_on, "ended_on": ended_on, "reason": reason,
    });
    Guarded::new(json.to_string())
}

fn meeting_as_json(meeting: &NewMeeting) -> Guarded<String> {
    // EXPOSE: goes into the encrypted journal, under the key of the participant.
    let NewMeeting { on, minutes, state, reason, note } = meeting;
    let json = serde_json::json!({
        "on": on, "minutes": minutes, "state": state.code(), "reason": reason, "note": note.expose(),
    });
    Guarded::new(json.to_string())
}
