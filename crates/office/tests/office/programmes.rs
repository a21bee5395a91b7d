//! Programmes from day to day, each rule once.

mod associates;
mod attendance;
mod cohorts;
mod enrolments;
mod erasing;
mod pairs;
mod plans;

use std::sync::Arc;

use casework::{
    ids::{AssociateId, CohortId, EnrolmentId, ParticipantId, SessionId},
    names::NameKind,
    programme::{
        Counting, EnrolmentStatus, NewCohort,
        attendance::{Mark, Marked},
    },
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use office::{
    EnteredAssociate, EnteredRole, EnteredSession, FieldError, FixedClock, GridPage, Hardness, MarkChange, NewName,
    NewParticipant, Office, OfficeError, Places,
};
use tempfile::TempDir;

const TODAY: &str = "2024-06-20";
const PASSPHRASE: &str = "lantern-otter-meadow-pencil-quartz-violin";

struct Place {
    _folder: TempDir,
    office: Office,
}

fn place() -> Place {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(FixedClock::noon(day(TODAY))));
    let code = office.create_vault(&Guarded::from(PASSPHRASE), "Perch", Hardness::Least).expect("a vault");
    office.confirm_recovery(&code).expect("the code was just shown");
    Place { _folder: folder, office }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn field<T: std::fmt::Debug>(result: Result<T, OfficeError>) -> (String, FieldError) {
    match result.expect_err("a refusal") {
        OfficeError::Field { field, why } => (field, why),
        other => panic!("{other:?}"),
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, OfficeError>, at: &str, why: impl Into<FieldError>) {
    assert_eq!(field(result), (at.to_owned(), why.into()));
}

const PRESENT: Option<Marked> = Some(Marked { mark: Mark::Present, minutes: None });
const LATE: Option<Marked> = Some(Marked { mark: Mark::Late, minutes: None });
const EXCUSED: Option<Marked> = Some(Marked { mark: Mark::Excused, minutes: None });
const ABSENT: Option<Marked> = Some(Marked { mark: Mark::Absent, minutes: None });

impl Place {
    /// Somebody met on 1 May.
    fn meet(&self, name: &str) -> ParticipantId {
        self.meet_on(name, "2024-05-01")
    }

    fn meet_on(&self, name: &str, on: &str) -> ParticipantId {
        let entered = NewParticipant {
            names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
            first_contact: on.to_owned(),
            ..NewParticipant::default()
        };
        self.office.write(|desk| desk.add_participant(&entered, true)).expect("met")
    }

    /// A class that began on 6 May.
    fn class(&self) -> CohortId {
        self.cohort("japanese_class", "2024-05-06", None)
    }

    fn cohort(&self, course: &str, starts_on: &str, capacity: Option<u32>) -> CohortId {
        let cohort = NewCohort {
            course: course.to_owned(),
            name: String::from("A cohort"),
            starts_on: day(starts_on),
            ends_on: Some(day(starts_on) + Days::new(150)),
            capacity,
            ..NewCohort::default()
        };
        self.office.write(|desk| desk.open_cohort(&cohort)).expect("a cohort")
    }

    fn session(&self, cohort: CohortId, on: &str) -> SessionId {
        self.session_of(cohort, on, Counting::Names)
    }

    fn session_of(&self, cohort: CohortId, on: &str, counting: Counting) -> SessionId {
        let sessions = [entered_session(on, counting)];
        self.office.write(|desk| desk.add_sessions(cohort, &sessions)).expect("a session").remove(0)
    }

    fn enrol(&self, cohort: CohortId, who: ParticipantId, on: &str) -> EnrolmentId {
        self.office.write(|desk| desk.enrol(cohort, who, day(on))).expect("enrolled")
    }

    fn mark(&self, session: SessionId, marks: &[MarkChange]) -> office::AttendanceUndo {
        self.office.write(|desk| desk.mark_attendance(session, marks)).expect("marked")
    }

    fn grid(&self, cohort: CohortId) -> GridPage {
        self.office.read(|desk| desk.attendance_grid(cohort)).expect("a grid")
    }

    fn status(&self, cohort: CohortId, id: EnrolmentId) -> EnrolmentStatus {
        let page = self.office.read(|desk| desk.cohort_page(cohort)).expect("a page");
        let found = page.enrolments.iter().find(|line| line.enrolment.id == id);
        found.expect("the enrolment").enrolment.status
    }

    fn mentor(&self, name: &str) -> AssociateId {
        self.office.write(|desk| desk.add_associate(&entered_mentor(name))).expect("a mentor")
    }
}

fn entered_session(on: &str, counting: Counting) -> EnteredSession {
    EnteredSession {
        on: on.to_owned(),
        starts_at: String::from("18:30"),
        minutes: 90,
        topic: Guarded::default(),
        counting,
    }
}

fn entered_mentor(name: &str) -> EnteredAssociate {
    let role = EnteredRole { role: String::from("mentor"), from: String::from("2024-01-01"), until: String::new() };
    EnteredAssociate {
        names: vec![NewName::new(NameKind::Preferred, Guarded::from(name))],
        roles: vec![role],
        ..EnteredAssociate::default()
    }
}
