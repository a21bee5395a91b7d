//! Where people are lost.

use office::{Followed, FunnelChoice};
use tally::funnel::{Dimension, FunnelStage as Stage, Part};

use crate::{
    error::CommandError,
    host::Host,
    show,
    views::funnel::{
        FunnelDimension, FunnelFollowed, FunnelPart, FunnelRecordsRequest, FunnelRecordsView, FunnelRequest,
        FunnelStage, FunnelView,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn funnel(host: &Host, request: FunnelRequest) -> Answer<FunnelView> {
    let FunnelRequest { year, followed, by } = request;
    let counted = host.office.read(|desk| desk.funnel(year, until(followed), by.map(dimension)))?;
    Ok(show::funnel::funnel(&counted))
}

pub fn funnel_records(host: &Host, request: FunnelRecordsRequest) -> Answer<FunnelRecordsView> {
    let FunnelRecordsRequest { year, followed, stage: at, part, reason, by, value } = request;
    let value = by.map(dimension).zip(value);
    let choice = FunnelChoice { stage: stage(at), part: part.map(became), reason, value };
    let records = host.office.read(|desk| desk.funnel_records(year, until(followed), &choice))?;
    Ok(show::funnel::records(&records))
}

const fn until(followed: FunnelFollowed) -> Followed {
    match followed {
        FunnelFollowed::Today => Followed::Today,
        FunnelFollowed::YearEnd => Followed::YearEnd,
    }
}

const fn became(part: FunnelPart) -> Part {
    match part {
        FunnelPart::Converted => Part::Converted,
        FunnelPart::Lost => Part::Lost,
        FunnelPart::Open => Part::Open,
    }
}

const fn dimension(by: FunnelDimension) -> Dimension {
    match by {
        FunnelDimension::AgeBand => Dimension::AgeBand,
        FunnelDimension::Region => Dimension::Region,
        FunnelDimension::Residence => Dimension::Residence,
        FunnelDimension::Japanese => Dimension::Japanese,
        FunnelDimension::Caseworker => Dimension::Caseworker,
        FunnelDimension::Industry => Dimension::Industry,
        FunnelDimension::Prefecture => Dimension::Prefecture,
        FunnelDimension::Occupation => Dimension::Occupation,
    }
}

const fn stage(stage: FunnelStage) -> Stage {
    match stage {
        FunnelStage::Recommended => Stage::Recommended,
        FunnelStage::CompanyInterview => Stage::CompanyInterview,
        FunnelStage::Offer => Stage::Offer,
        FunnelStage::TrialHire => Stage::TrialHire,
        FunnelStage::Employed => Stage::Employed,
        FunnelStage::Permanent => Stage::Permanent,
        FunnelStage::Retained6 => Stage::Retained6,
        FunnelStage::Retained12 => Stage::Retained12,
    }
}
