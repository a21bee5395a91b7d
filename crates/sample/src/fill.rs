//! Writing the sample into an office.

use std::ops::ControlFlow;

use office::{FixedClock, Licence, Office, OfficeError};
use thiserror::Error;

use crate::{
    ORGANISATION,
    plan::{Plan, Year, day},
    record::{Record, Written},
    story::Story,
};

/// How far the sample has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Of `total`.
    pub done: u32,
    /// The whole work, in steps of about the same length.
    pub total: u32,
}

/// Why the sample is not complete. What was written until then stays.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SampleError {
    /// A person stopped it.
    #[error("Stopped")]
    Cancelled,
    /// A use case refused.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

/// Records in a transaction: about a tenth of a second on the computer it was measured on.
const BATCH: usize = 500;

/// Fills an office that is open and has no records. `progress` is called between transactions, while nothing of the
/// office is held, and can stop the work.
///
/// # Errors
/// [`SampleError`]; what was written until then stays.
pub fn fill(
    office: &Office,
    plan: Plan,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(), SampleError> {
    let years = plan.years();
    // Every year is looked at and then approved.
    let approvals = u32::try_from(2 * years.len()).unwrap_or(0);
    let total = plan.people.saturating_add(approvals);
    let mut report = |done: u32| match progress(Progress { done, total }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(SampleError::Cancelled),
    };
    report(0)?;
    found(office)?;
    let mut story = Story::new(plan.seed);
    let mut written = Written::default();
    let mut done = 0;
    for year in &years {
        let records = story.year(year);
        let people = u32::try_from(year.numbers.new_contacts).unwrap_or(u32::MAX);
        write(office, year, &mut written, &records, |part| report(done + share(people, part)))?;
        done += people;
    }
    for year in &years {
        let seen = look_at(office, year)?;
        report(done + 1)?;
        approve(office, year, &seen)?;
        report(done + 2)?;
        done += 2;
    }
    Ok(())
}

/// The organisation is founded on the first day of its first year.
fn found(office: &Office) -> Result<(), OfficeError> {
    let founded = day(2016, 4, 1);
    office.write_at(&FixedClock::noon(founded), |desk| {
        let idle_minutes = desk.organisation()?.idle_minutes;
        desk.save_organisation(ORGANISATION, &founded.to_string(), idle_minutes)?;
        desk.save_licence(&Licence { number: String::from("13-ム-000000"), fees: false })
    })
}

/// Writes the records of a year by a clock that stands at its end, and tells how many of how many are written.
fn write(
    office: &Office,
    year: &Year,
    written: &mut Written,
    records: &[Record],
    mut report: impl FnMut((usize, usize)) -> Result<(), SampleError>,
) -> Result<(), SampleError> {
    let clock = FixedClock::noon(year.last);
    let mut done = 0;
    for batch in records.chunks(BATCH) {
        office.write_at(&clock, |desk| batch.iter().try_for_each(|record| written.write(desk, record)))?;
        done += batch.len();
        report((done, records.len()))?;
    }
    Ok(())
}

/// The small counts that the office is shown before it approves the figures of a year.
fn look_at(office: &Office, year: &Year) -> Result<Vec<(String, u64)>, OfficeError> {
    let small = office.read(|desk| Ok(desk.figures(year.numbers.year)?.small_counts))?;
    Ok(small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect())
}

/// Two weeks after the end of the last year the figures of all years are approved.
fn approve(office: &Office, year: &Year, seen: &[(String, u64)]) -> Result<(), OfficeError> {
    let clock = FixedClock::noon(day(2025, 4, 15));
    office.write_at(&clock, |desk| desk.approve_headlines(year.numbers.year, "office", seen))
}

fn share(people: u32, (done, all): (usize, usize)) -> u32 {
    let part = u64::from(people) * done as u64 / all.max(1) as u64;
    u32::try_from(part).unwrap_or(people)
}
