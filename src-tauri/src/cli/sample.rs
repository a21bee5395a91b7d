//! `tomarigi sample --vault DIR`.

use std::{ops::ControlFlow, path::PathBuf};

use clap::Args;
use sample::{Plan, Progress, SampleError};
use serde_json::json;

use super::{Failure, answer, office, passphrase, say};

/// Arguments of `sample`.
#[derive(Debug, Args)]
pub struct Sample {
    /// 新しい保管庫のフォルダー / Folder of the new vault
    #[arg(long, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// 参加者の数 / How many participants
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=200_000))]
    pub people: Option<u32>,
    /// 乱数の種 / Seed of the random numbers
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

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
