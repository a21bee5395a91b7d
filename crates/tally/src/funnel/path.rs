//! The way of one placement.

use std::collections::BTreeMap;

use casework::{
    fact::{Fact, FactKind},
    ids::{CompanyId, ParticipantId},
};
use chrono::NaiveDate;

use super::FunnelStage;

/// Reason of a loss that only the answer to a retention check tells of.
const NOT_THERE: &str = "not_there_at_check";
/// Reason of an end for which nobody gave one.
const NOT_STATED: &str = "not_stated";

/// What became of a placement that was in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It went on to a later stage.
    Converted,
    /// It ended there.
    Lost,
    /// It is there.
    Open,
}

/// How far one placement came. A person with three recommendations has three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The number of its recommendation.
    pub placement: u32,
    /// Who.
    pub participant: Option<ParticipantId>,
    /// Where.
    pub company: Option<CompanyId>,
    /// The stages on record and when they began.
    pub days: BTreeMap<FunnelStage, NaiveDate>,
    /// When it came to an end, and the code of the reason.
    pub ended: Option<(NaiveDate, String)>,
}

impl Path {
    /// The farthest stage on record, also after an end.
    pub fn farthest(&self) -> FunnelStage {
        self.days.keys().next_back().copied().unwrap_or(FunnelStage::Recommended)
    }

    /// Whether it reached a stage: on record, or passed on the way to a later one where there is no other way.
    pub fn entered(&self, stage: FunnelStage) -> bool {
        self.days.contains_key(&stage) || (!stage.is_optional() && stage <= self.farthest())
    }

    /// What became of it in a stage that it reached.
    pub fn part(&self, stage: FunnelStage) -> Option<Part> {
        if !self.entered(stage) {
            return None;
        }
        Some(match &self.ended {
            _ if self.farthest() > stage => Part::Converted,
            Some(_) => Part::Lost,
            None => Part::Open,
        })
    }

    /// Days from the beginning of a stage to what came next, an end included. None while it lasts, or without a day.
    pub fn days_in(&self, stage: FunnelStage) -> Option<i64> {
        let began = *self.days.get(&stage)?;
        let later = self.days.iter().filter(|(later, _)| **later > stage && !later.is_retention());
        let ended = self.ended.as_ref().map(|(day, _)| *day);
        let next = later.map(|(_, day)| *day).chain(ended).min()?;
        Some((next - began).num_days().max(0))
    }
}

/// Puts facts together to the ways of their placements, as they stood at the end of a day. Facts of no placement and
/// placements without their recommendation are left out.
pub fn paths(facts: &[Fact], until: NaiveDate) -> Vec<Path> {
    let mut paths: BTreeMap<u32, (Path, Option<NaiveDate>)> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.on <= until) {
        let Some(placement) = fact.placement else { continue };
        let empty = || Path {
            placement,
            participant: fact.participant,
            company: fact.company,
            days: BTreeMap::new(),
            ended: None,
        };
        let (path, absent) = paths.entry(placement).or_insert_with(|| (empty(), None));
        add(path, absent, fact);
    }
    let known = paths.into_values().filter(|(path, _)| path.days.contains_key(&FunnelStage::Recommended));
    known.map(|(path, absent)| finished(path, absent)).collect()
}

fn add(path: &mut Path, absent: &mut Option<NaiveDate>, fact: &Fact) {
    let detail = fact.detail.as_deref().unwrap_or_default();
    match (fact.kind, detail) {
        (FactKind::PlacementEnded, "") => path.ended = Some((fact.on, NOT_STATED.to_owned())),
        (FactKind::PlacementEnded, reason) => path.ended = Some((fact.on, reason.to_owned())),
        (FactKind::RetentionChecked, "6.yes") => {
            path.days.insert(FunnelStage::Retained6, fact.on);
        }
        (FactKind::RetentionChecked, "12.yes") => {
            path.days.insert(FunnelStage::Retained12, fact.on);
        }
        (FactKind::RetentionChecked, answer) if answer.ends_with(".no") => *absent = Some(fact.on),
        (kind, _) => {
            if let Some(stage) = FunnelStage::begun_by(kind) {
                path.days.insert(stage, fact.on);
            }
        }
    }
}

/// Who was not there any more when asked is lost, also where nobody recorded the end.
fn finished(mut path: Path, absent: Option<NaiveDate>) -> Path {
    path.ended = path.ended.or_else(|| absent.map(|day| (day, NOT_THERE.to_owned())));
    path
}
