//! Charts of the figures.

use casework::participant::Stage as CaseStage;
use office::{ChartChoice, OfficeError};
use tally::{breakdown::Axis, pathway::Who};

use crate::{
    error::CommandError,
    host::Host,
    show,
    views::{
        charts::{
            BreakdownRequest, BreakdownView, ChartNumber, ChartRecordsRequest, ChartRecordsView, ChartYearRequest,
            FlowView, StagePart, TurnoutView,
        },
        people::Stage,
    },
};

type Answer<T> = Result<T, CommandError>;

pub fn breakdown(host: &Host, request: BreakdownRequest) -> Answer<BreakdownView> {
    let BreakdownRequest { year, figure, axis } = request;
    let axis = axis.map(|code| known(&code)).transpose()?;
    Ok(show::charts::breakdown(&host.office.read(|desk| desk.breakdown(year, &figure, axis))?))
}

pub fn pathway_flow(host: &Host, request: ChartYearRequest) -> Answer<FlowView> {
    let flow = host.office.read(|desk| desk.pathway_flow(request.year))?;
    Ok(show::charts::flow(request.year, &flow))
}

pub fn turnout(host: &Host, request: ChartYearRequest) -> Answer<TurnoutView> {
    let courses = host.office.read(|desk| desk.turnout(request.year))?;
    Ok(show::charts::turnout(request.year, &courses))
}

pub fn chart_records(host: &Host, request: ChartRecordsRequest) -> Answer<ChartRecordsView> {
    let choice = choice(request.of)?;
    Ok(show::charts::records(&host.office.read(|desk| desk.chart_records(request.year, &choice))?))
}

fn known(code: &str) -> Answer<Axis> {
    Ok(Axis::from_code(code).ok_or(OfficeError::NotFound)?)
}

fn choice(of: ChartNumber) -> Answer<ChartChoice> {
    Ok(match of {
        ChartNumber::Code { figure, axis, code } => ChartChoice::Code { figure, axis: known(&axis)?, code },
        ChartNumber::Moved { from, to } => ChartChoice::Flow(Who::Moved(from.map(stage), stage(to))),
        ChartNumber::Standing { stage: at, part } => ChartChoice::Flow(match part {
            StagePart::AtStart => Who::AtStart(stage(at)),
            StagePart::Came => Who::Came(stage(at)),
            StagePart::WentOn => Who::WentOn(stage(at)),
            StagePart::AtEnd => Who::AtEnd(stage(at)),
        }),
        ChartNumber::Sessions { course } => ChartChoice::Sessions(course),
        ChartNumber::Attended { course } => ChartChoice::Attended(course),
    })
}

const fn stage(stage: Stage) -> CaseStage {
    match stage {
        Stage::FirstContact => CaseStage::FirstContact,
        Stage::Interviewed => CaseStage::Interviewed,
        Stage::CareerTraining => CaseStage::CareerTraining,
        Stage::Mentorship => CaseStage::Mentorship,
        Stage::Recommended => CaseStage::Recommended,
        Stage::TrialHire => CaseStage::TrialHire,
        Stage::Employed => CaseStage::Employed,
        Stage::Permanent => CaseStage::Permanent,
    }
}
