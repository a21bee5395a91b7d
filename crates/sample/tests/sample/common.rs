//! An office on a temporary folder, filled with the sample.

use std::{ops::ControlFlow, sync::Arc};

use casework::ids::ParticipantId;
use guarded::Guarded;
use office::{FixedClock, Office, Places};
use sample::{PASSPHRASE, Plan, Progress, SampleError, fill};
use tempfile::TempDir;

/// An empty office; the folder goes with it.
pub fn empty() -> (TempDir, Office) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let places = Places {
        vault: folder.path().join("vault"),
        sample: folder.path().join("sample"),
        preferences: folder.path().join("preferences.json"),
    };
    let clock = FixedClock::noon("2025-04-15".parse().expect("a day"));
    let office = Office::new(places, Arc::new(clock));
    office.create_sample(&Guarded::from(PASSPHRASE)).expect("a vault for the sample");
    (folder, office)
}

/// An office with the sample.
pub fn filled(plan: Plan) -> (TempDir, Office) {
    let (folder, office) = empty();
    fill(&office, plan, &mut |_| ControlFlow::Continue(())).expect("the sample");
    (folder, office)
}

/// Fills an office that stops the work when asked.
pub fn fill_until(office: &Office, plan: Plan, mut stop: impl FnMut(Progress) -> bool) -> Result<(), SampleError> {
    fill(office, plan, &mut |progress| if stop(progress) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
}

/// The figures of a year by id.
pub fn figures(office: &Office, year: i32) -> Vec<(String, u64)> {
    let figures = office.read(|desk| desk.figures(year)).expect("the figures");
    figures.figures.iter().map(|figure| (figure.indicator.id.to_string(), figure.value)).collect()
}

/// One figure of a year.
pub fn figure(office: &Office, year: i32, id: &str) -> u64 {
    figures(office, year).into_iter().find(|(known, _)| known == id).expect("a figure on the list").1
}

/// Everything on the pages of all participants, as text.
pub fn pages(office: &Office, people: u32) -> Vec<String> {
    let page = |id| {
        let page = office.read(|desk| desk.participant_page(ParticipantId(id))).expect("a participant");
        // EXPOSE: everybody is made up.
        let names: Vec<_> = page.summary.names.iter().map(|name| (name.kind, name.text.expose().clone())).collect();
        let birth = page.summary.birth.as_ref().map(|birth| birth.expose().to_string());
        let timeline: Vec<_> = page.timeline.iter().map(|line| format!("{:?}", line.fact)).collect();
        format!("{names:?} {birth:?} {:?} {:?} {timeline:?}", page.participant.profile.languages, page.consents)
    };
    (1..=people).map(page).collect()
}
