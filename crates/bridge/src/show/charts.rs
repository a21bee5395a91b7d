//! Charts of the figures.

use office::{Bar, Breakdown, CourseTurnout, FactLine};
use store::Turnout;
use tally::{
    breakdown::Axis,
    pathway::{Flow, Move, Standing},
};

use super::{
    figures::unit,
    people::{fact, stage},
};
use crate::views::charts::{
    AxisView, BarView, BreakdownView, ChartRecordsView, CourseTurnoutView, FlowStageView, FlowView, MoveView,
    TurnoutNumbers, TurnoutView,
};

pub fn breakdown(breakdown: &Breakdown) -> BreakdownView {
    BreakdownView {
        year: breakdown.year.begins_in(),
        figure: breakdown.indicator.id.to_string(),
        unit: unit(breakdown.indicator.unit),
        axis: breakdown.axis.map(|axis| axis.code().to_owned()),
        axes: breakdown.axes.iter().map(axis).collect(),
        bars: breakdown.bars.iter().map(bar).collect(),
        total: breakdown.total,
        previous: breakdown.previous,
    }
}

fn axis(axis: &Axis) -> AxisView {
    let label = axis.label();
    AxisView {
        code: axis.code().to_owned(),
        ja: label.ja.to_owned(),
        en: label.en.to_owned(),
        in_time: matches!(axis, Axis::Month | Axis::Quarter),
    }
}

fn bar(bar: &Bar) -> BarView {
    let Bar { level, value, previous } = bar;
    BarView { code: level.code.clone(), ja: level.ja.clone(), en: level.en.clone(), value: *value, previous: *previous }
}

pub fn flow(year: i32, flow: &Flow) -> FlowView {
    let moved = |one: &Move| MoveView {
        from: one.from.map(stage),
        to: stage(one.to),
        persons: one.persons,
        previous: one.previous,
    };
    let standing = |one: &Standing| {
        let Standing { at_start, came, went_on, at_end, .. } = *one;
        FlowStageView { stage: stage(one.stage), at_start, came, went_on, at_end }
    };
    FlowView { year, moves: flow.moves.iter().map(moved).collect(), stages: flow.stages.iter().map(standing).collect() }
}

pub fn turnout(year: i32, courses: &[CourseTurnout]) -> TurnoutView {
    let course = |one: &CourseTurnout| CourseTurnoutView {
        course: one.course.clone(),
        ja: one.ja.clone(),
        en: one.en.clone(),
        now: numbers(&one.now),
        previous: numbers(&one.previous),
    };
    TurnoutView { year, courses: courses.iter().map(course).collect() }
}

fn numbers(turnout: &Turnout) -> TurnoutNumbers {
    let Turnout { sessions, totals, heads } = turnout;
    TurnoutNumbers {
        sessions: *sessions,
        came: totals.came,
        excused: totals.excused,
        absent: totals.absent,
        heads: *heads,
        rate: totals.rate(),
    }
}

pub fn records(records: &[FactLine]) -> ChartRecordsView {
    ChartRecordsView { records: records.iter().map(fact).collect() }
}
