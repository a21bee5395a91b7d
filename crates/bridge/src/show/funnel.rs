//! Where people are lost.

use office::{FunnelRecord, YearFunnel};
use tally::funnel::{Funnel, FunnelStage as Stage, StageCount};

use super::people::text;
use crate::views::funnel::{
    FunnelGroupView, FunnelLossView, FunnelRecordView, FunnelRecordsView, FunnelStage, FunnelStageView, FunnelView,
};

pub fn funnel(counted: &YearFunnel) -> FunnelView {
    let loss = |loss: &tally::funnel::Loss| FunnelLossView {
        stage: stage(loss.stage),
        reason: loss.reason.clone(),
        count: loss.count,
    };
    let group = |(value, funnel): &(String, Funnel)| FunnelGroupView { value: value.clone(), stages: stages(funnel) };
    FunnelView {
        year: counted.year.begins_in(),
        stages: stages(&counted.funnel),
        losses: counted.funnel.losses.iter().map(loss).collect(),
        previous: stages(&counted.previous),
        groups: counted.groups.iter().map(group).collect(),
    }
}

pub fn records(records: &[FunnelRecord]) -> FunnelRecordsView {
    FunnelRecordsView { records: records.iter().map(record).collect() }
}

fn record(record: &FunnelRecord) -> FunnelRecordView {
    let path = &record.path;
    let day = |stage: Stage| path.days.get(&stage).map(ToString::to_string);
    FunnelRecordView {
        placement: path.placement,
        participant: path.participant.map(|id| id.0),
        participant_name: record.participant_name.as_ref().map(text),
        company_name: record.company_name.as_ref().map(text),
        recommended_on: day(Stage::Recommended),
        farthest: stage(path.farthest()),
        farthest_on: day(path.farthest()),
        ended_on: path.ended.as_ref().map(|(day, _)| day.to_string()),
        reason: path.ended.as_ref().map(|(_, reason)| reason.clone()),
    }
}

fn stages(funnel: &Funnel) -> Vec<FunnelStageView> {
    funnel.stages.iter().map(stage_view).collect()
}

fn stage_view(count: &StageCount) -> FunnelStageView {
    let StageCount { entered, recorded, persons, converted, lost, open, median_days, .. } = *count;
    FunnelStageView { stage: stage(count.stage), entered, recorded, persons, converted, lost, open, median_days }
}

fn stage(stage: Stage) -> FunnelStage {
    match stage {
        Stage::Recommended => FunnelStage::Recommended,
        Stage::CompanyInterview => FunnelStage::CompanyInterview,
        Stage::Offer => FunnelStage::Offer,
        Stage::TrialHire => FunnelStage::TrialHire,
        Stage::Employed => FunnelStage::Employed,
        Stage::Permanent => FunnelStage::Permanent,
        Stage::Retained6 => FunnelStage::Retained6,
        Stage::Retained12 => FunnelStage::Retained12,
    }
}
