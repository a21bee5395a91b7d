use std::path::PathBuf;

use aggregates::audit::{Findings, SOLVER, audit_hidden, audit_rounded};
use aggregates::model::Joint;
use aggregates::round::BASE;
use clap::Args;
use serde_json::{Value, json};

use super::{Failure, answer, tables};

/// Arguments of `audit`.
#[derive(Debug, Args)]
pub struct Audit {
    /// 最も細かい人数のCSV / CSV of the innermost counts
    #[arg(value_name = "TABLE.csv")]
    pub table: PathBuf,
    /// 表の軸のJSON / JSON of the dimensions
    #[arg(long, value_name = "TABLE.json")]
    pub dims: PathBuf,
    /// 何を隠したかのCSV / CSV of what is hidden
    #[arg(long, value_name = "PATTERN.csv")]
    pub pattern: PathBuf,
    /// 結果をJSONで / Result as JSON
    #[arg(long)]
    pub json: bool,
}

/// Tells what readers of a published table find out.
pub fn run(arguments: &Audit) -> Result<(), Failure> {
    let read = tables::read(&arguments.table, &arguments.dims).map_err(Failure::Table)?;
    let pattern = tables::pattern(&read, &arguments.pattern).map_err(Failure::Table)?;
    let joint = Joint::new(vec![read.table]).map_err(|error| Failure::Table(error.into()))?;
    let changed = |values: &Vec<u64>| {
        (0..joint.len()).any(|cell| values.get(cell).is_some_and(|value| *value != joint.value(cell)))
    };
    let rounded = pattern.published.filter(|values| !pattern.hidden.contains(&true) && changed(values));
    let (found, method) = match &rounded {
        Some(values) => (audit_rounded(&joint, values, reach(&joint, values)), "rounding"),
        None => (audit_hidden(&joint, &pattern.hidden), "suppression"),
    };
    let found = found.map_err(|error| Failure::Unprotected(error.into()))?;
    answer(arguments.json, &written(&found, method), &sentence(&found))
}

/// How far the values are from the counts, as readers would be told.
fn reach(joint: &Joint, values: &[u64]) -> u64 {
    let farthest = values.iter().enumerate().map(|(cell, value)| value.abs_diff(joint.value(cell))).max();
    if farthest.is_none_or(|farthest| farthest < BASE) {
        BASE - 1
    } else {
        farthest.unwrap_or_default().max(2 * BASE - 1)
    }
}

fn written(found: &Findings, method: &str) -> Value {
    let mut value = serde_json::to_value(found).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert(String::from("method"), json!(method));
        fields.insert(String::from("solver"), json!(SOLVER));
        fields.insert(String::from("version"), json!(env!("CARGO_PKG_VERSION")));
    }
    value
}

fn sentence(found: &Findings) -> String {
    let Findings { small, lp0_exact, lp1_exact, int1_exact, below_reachable, .. } = found;
    format!(
        "1~4の人数 {small} 個のうち、割り出せるもの: 引き算 {lp0_exact}、ゼロを知る人 {lp1_exact}、整数と知る人 {int1_exact}。幅が足りないもの {below_reachable}。 / \
         Of {small} counts from 1 to 4, found by subtraction: {lp0_exact}; by who knows that zeros are shown: {lp1_exact}; by who knows that counts are whole: {int1_exact}. Range too narrow: {below_reachable}."
    )
}
