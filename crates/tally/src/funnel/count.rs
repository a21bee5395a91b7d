//! From the ways of placements to counts.

use std::collections::{BTreeMap, BTreeSet};

use super::{FunnelStage, Part, Path};

/// One stage in numbers. They are placements, but for `persons`.
#[derive(Debug, Clone, PartialEq)]
pub struct StageCount {
    /// Which.
    pub stage: FunnelStage,
    /// Placements that reached it; always the sum of the three parts below.
    pub entered: u32,
    /// Of them, those of which the stage itself is recorded.
    pub recorded: u32,
    /// Different people in them.
    pub persons: u32,
    /// They went on to a later stage.
    pub converted: u32,
    /// They ended there.
    pub lost: u32,
    /// They are there.
    pub open: u32,
    /// Median of the days in the stage, over those recorded that left it; halves are possible.
    pub median_days: Option<f64>,
}

/// Placements that ended at one stage for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The farthest stage they had reached.
    pub stage: FunnelStage,
    /// Code of the reason.
    pub reason: String,
    /// How many.
    pub count: u32,
}

/// What became of the placements recommended in a period.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Funnel {
    /// All stages, in order.
    pub stages: Vec<StageCount>,
    /// By stage, the most frequent reason first.
    pub losses: Vec<Loss>,
}

/// Counts ways.
pub fn count<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Funnel {
    let paths: Vec<_> = paths.into_iter().collect();
    Funnel { stages: FunnelStage::ALL.map(|stage| stage_count(&paths, stage)).into(), losses: losses(&paths) }
}

fn stage_count(paths: &[&Path], stage: FunnelStage) -> StageCount {
    let here: Vec<_> = paths.iter().filter(|path| path.entered(stage)).collect();
    let of = |part| number(here.iter().filter(|path| path.part(stage) == Some(part)).count());
    StageCount {
        stage,
        entered: number(here.len()),
        recorded: number(here.iter().filter(|path| path.days.contains_key(&stage)).count()),
        persons: number(here.iter().filter_map(|path| path.participant).collect::<BTreeSet<_>>().len()),
        converted: of(Part::Converted),
        lost: of(Part::Lost),
        open: of(Part::Open),
        median_days: median(here.iter().filter_map(|path| path.days_in(stage)).collect()),
    }
}

fn losses(paths: &[&Path]) -> Vec<Loss> {
    let mut counts: BTreeMap<(FunnelStage, &str), u32> = BTreeMap::new();
    for path in paths {
        if let Some((_, reason)) = &path.ended {
            *counts.entry((path.farthest(), reason)).or_default() += 1;
        }
    }
    let loss = |((stage, reason), count): ((FunnelStage, &str), u32)| Loss { stage, reason: reason.to_owned(), count };
    let mut losses: Vec<_> = counts.into_iter().map(loss).collect();
    losses.sort_by(|a, b| (a.stage, b.count, &a.reason).cmp(&(b.stage, a.count, &b.reason)));
    losses
}

/// The middle of the days; between the two in the middle of an even number.
fn median(mut days: Vec<i64>) -> Option<f64> {
    days.sort_unstable();
    let upper = days.get(days.len() / 2)?;
    let lower = if days.len() % 2 == 1 { upper } else { days.get(days.len() / 2 - 1)? };
    let sum = i32::try_from(lower.saturating_add(*upper)).unwrap_or(i32::MAX);
    Some(f64::from(sum) / 2.0)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
