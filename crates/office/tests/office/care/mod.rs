//! An open office on a temporary folder with a clock that is set by hand, and people in it.

use std::{
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use casework::{
    consent::{How, Purpose},
    ids::{CompanyId, ConsentId, ParticipantId, RecommendationId},
    names::NameKind,
    placement::Step,
};
use chrono::{DateTime, FixedOffset, NaiveDate};
use guarded::Guarded;
use office::{
    Clock, EnteredConsent, FixedClock, Hardness, JournalFilter, JournalLine, NewName, NewParticipant, Office, Places,
    Role, Roles, SecretKind,
};
use tempfile::TempDir;

pub const GOOD: &str = "lantern-otter-meadow-pencil-quartz-violin";
pub const OTHER: &str = "harbour-sparrow-cactus-ribbon-tunnel-lemon";

pub fn secret(text: &str) -> Guarded<String> {
    Guarded::from(text)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A clock that is set by hand.
pub struct SetClock(Mutex<DateTime<FixedOffset>>);

impl SetClock {
    pub fn at(text: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new(FixedClock::noon(day(text)).now)))
    }

    pub fn set(&self, text: &str) {
        *self.0.lock().expect("nobody panics with it") = FixedClock::noon(day(text)).now;
    }

    pub fn forward(&self, by: chrono::TimeDelta) {
        let mut now = self.0.lock().expect("nobody panics with it");
        *now += by;
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<FixedOffset> {
        *self.0.lock().expect("nobody panics with it")
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }
}

/// An office whose vault is open for casework.
pub struct Here {
    pub folder: TempDir,
    pub clock: Arc<SetClock>,
    pub office: Office,
}

pub fn places(folder: &Path) -> Places {
    let at = |name: &str| folder.join(name);
    Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") }
}

/// A new vault on a day.
pub fn here(today: &str) -> Here {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = SetClock::at(today);
    let office = Office::new(places(folder.path()), Arc::clone(&clock) as Arc<dyn Clock>);
    let code = office.create_vault(&secret(GOOD), "Perch", Hardness::Least).expect("a vault");
    office.confirm_recovery(&code).expect("the code");
    Here { folder, clock, office }
}

impl Here {
    /// Locks, and opens again on another day.
    pub fn open_on(&self, today: &str) {
        self.office.lock();
        self.clock.set(today);
        self.office.unlock(&secret(GOOD), SecretKind::Passphrase).expect("the passphrase");
    }

    /// Goes on as a member with one role.
    pub fn go_on_as(&self, role: Role) {
        let roles = Roles::from_iter([role]);
        let (name, own, current) = (secret("Mori"), secret(OTHER), secret(GOOD));
        self.office.add_member(&name, roles, &own, &current, Hardness::Least).expect("a member");
        self.office.lock();
        self.office.unlock(&own, SecretKind::Passphrase).expect("their passphrase");
    }

    /// Meets somebody.
    pub fn meet(&self, name: &str, on: &str) -> ParticipantId {
        let entered = NewParticipant { first_contact: on.to_owned(), ..entered(name) };
        self.office.write(|desk| desk.add_participant(&entered, true)).expect("a participant")
    }

    pub fn company(&self, name: &str) -> CompanyId {
        self.office.write(|desk| desk.add_company(&secret(name))).expect("a company")
    }

    /// Recommends somebody who consents to it on the same day.
    pub fn recommend(&self, person: ParticipantId, company: CompanyId, on: &str) -> RecommendationId {
        self.consent_to(person, Purpose::Placement, on);
        self.office.write(|desk| desk.recommend(person, company, day(on))).expect("a recommendation")
    }

    /// Records a consent, towards everybody whom its purpose means.
    pub fn consent_to(&self, person: ParticipantId, purpose: Purpose, on: &str) -> ConsentId {
        let entered = EnteredConsent::new(purpose, "ar", How::Spoken, on);
        self.office.write(|desk| desk.record_consent(person, &entered)).expect("a consent")
    }

    pub fn step(&self, recommendation: RecommendationId, step: Step, on: &str) {
        self.office.write(|desk| desk.record_step(recommendation, step, day(on), "")).expect("a step");
    }

    /// The newest entries of the journal, the newest first, after those that waited were written.
    pub fn journal(&self) -> Vec<JournalLine> {
        self.office.write(|_| Ok(())).expect("a write");
        let all = JournalFilter { limit: 500, ..JournalFilter::default() };
        self.office.read(|desk| desk.journal(&all)).expect("the journal").entries
    }

    /// The same as verb and subject.
    pub fn deeds(&self) -> Vec<(String, String)> {
        self.journal().into_iter().map(|line| (line.verb, line.subject)).collect()
    }
}

pub fn entered(name: &str) -> NewParticipant {
    NewParticipant {
        names: vec![NewName::new(NameKind::Preferred, secret(name))],
        birth: secret("1990-04-30"),
        nationality: secret("SYR"),
        languages: vec![String::from("ar")],
        first_contact: String::from("2024-04-10"),
        ..NewParticipant::default()
    }
}

pub fn deed(verb: &str, subject: &str) -> (String, String) {
    (verb.to_owned(), subject.to_owned())
}
