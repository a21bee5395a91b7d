//! `tomarigi sample --vault DIR`.

use std::{ops::ControlFlow, path::PathBuf};

use sample::{Plan, Progress, SampleError};
use serde_json::json;

use super::{Failure, Sample, answer, office, passphrase, say};

impl Sample {
    /// What the sample is made from.
    pub fn plan(&self) -> Plan {
        let usual = Plan::default();
        Plan { people: self.people.unwrap_or(usual.people), seed: self.seed.unwrap_or(usual.seed) }
    }
}

/// Makes a vault with the sample organisation, with the progress on standard error.
///
/// # Errors
/// [`Failure`].
pub fn run(arguments: &Sample) -> Result<(), Failure> {
    let vault: PathBuf = arguments.vault.clone().unwrap_or_default();
    let (office, plan) = (office(&vault), arguments.plan());
    let passphrase = passphrase::read()?;
    office.create_sample(&passphrase)?;
    let mut shown = 0;
    let filled = sample::fill(&office, plan, &mut |progress| {
        show(progress, &mut shown);
        ControlFlow::Continue(())
    });
    filled.map_err(|error| match error {
        SampleError::Cancelled => Failure::Cancelled,
        SampleError::Office(error) => error.into(),
    })?;
    let text = format!(
        "見本の組織を作りました。参加者 {people} 人。 / The sample organisation is made. {people} participants.",
        people = plan.people
    );
    answer(arguments.json, &json!({ "people": plan.people, "seed": plan.seed }), &text)
}

/// A line for every tenth.
fn show(progress: Progress, shown: &mut u64) {
    let tenth = u64::from(progress.done) * 10 / u64::from(progress.total.max(1));
    if tenth > *shown {
        *shown = tenth;
        say(&format!("{} / {}", progress.done, progress.total));
    }
}
