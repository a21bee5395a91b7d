//! What the charts of the figures count, over whole vaults.

use crate::place;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    sync::Arc,
};

use casework::{fact::FactKind, participant::Stage};
use guarded::Guarded;
use office::{Breakdown, ChartChoice, Office, Places, SystemClock};
use sample::Plan;
use tally::{
    INDICATORS,
    breakdown::{Axis, fits},
    pathway::{Flow, STAGES, Who},
};

fn breakdown(office: &Office, figure: &str, axis: Option<Axis>) -> Breakdown {
    office.read(|desk| desk.breakdown(2024, figure, axis)).expect("a breakdown")
}

fn flow_of(office: &Office, year: i32) -> Flow {
    office.read(|desk| desk.pathway_flow(year)).expect("a flow")
}

#[test]
fn an_empty_vault_has_empty_charts() {
    let place = place::open_place();

    let months = breakdown(&place.office, "new_contacts", None);
    assert_eq!((months.axis, months.bars.len(), months.total), (Some(Axis::Month), 12, 0));
    let flow = flow_of(&place.office, 2024);
    assert_eq!((flow.moves.len(), flow.stages.len()), (0, 8));
    assert!(place.office.read(|desk| desk.turnout(2024)).expect("attendance").is_empty());
    assert!(place.office.read(|desk| desk.breakdown(2024, "nothing", None)).is_err());
    assert!(
        place.office.read(|desk| desk.breakdown(2024, "talks", Some(Axis::Region))).is_err(),
        "talks have no origin"
    );
}

#[test]
fn the_charts_of_the_sample_add_up_to_its_figures_and_open_their_records() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.create_sample(&Guarded::from(sample::PASSPHRASE)).expect("a vault");
    sample::fill(&office, Plan::default(), &mut |_| ControlFlow::Continue(())).expect("the sample");

    every_breakdown_adds_up_to_its_figure(&office);
    known_figures_of_2024(&office);
    the_flow_equals_a_plain_walk_over_the_facts(&office);
    attendance_equals_its_records(&office);
}

fn every_breakdown_adds_up_to_its_figure(office: &Office) {
    let figures = office.read(|desk| desk.figures(2024)).expect("figures");
    for indicator in INDICATORS.iter() {
        let figure = figures.figures.iter().find(|one| one.indicator.id == indicator.id).expect("a figure");
        for axis in Axis::ALL.iter().filter(|axis| fits(indicator, **axis)) {
            let broken = breakdown(office, &indicator.id, Some(*axis));
            let told = (broken.total, broken.previous);
            assert_eq!(
                told,
                (figure.value, figure.previous.expect("the same laptop")),
                "{} by {}",
                indicator.id,
                axis.code()
            );
            let sum = |value: fn(&office::Bar) -> u64| broken.bars.iter().map(value).sum::<u64>();
            assert_eq!((sum(|bar| bar.value), sum(|bar| bar.previous)), told, "{} by {}", indicator.id, axis.code());
        }
    }
    for (figure, axis) in
        [("new_contacts", Axis::Region), ("participants_recommended", Axis::Month), ("hires", Axis::Month)]
    {
        for bar in breakdown(office, figure, Some(axis)).bars {
            let choice = ChartChoice::Code { figure: figure.to_owned(), axis, code: bar.level.code.clone() };
            let records = office.read(|desk| desk.chart_records(2024, &choice)).expect("records");
            assert_eq!(records.len() as u64, bar.value, "{figure} {}", bar.level.code);
        }
    }
}

fn known_figures_of_2024(office: &Office) {
    assert_eq!(breakdown(office, "new_contacts", Some(Axis::Month)).total, 103);
    assert_eq!(breakdown(office, "participants_recommended", Some(Axis::Prefecture)).total, 35);
    let talks = breakdown(office, "talks", Some(Axis::Audience));
    let of = |code: &str| talks.bars.iter().find(|bar| bar.level.code == code).map(|bar| bar.value);
    assert_eq!((of("100_1500"), of("10_50")), (Some(6), Some(12)), "as in the report");
    let flow = flow_of(office, 2024);
    let met: u64 = flow.moves.iter().filter(|one| one.from.is_none()).map(|one| one.persons).sum();
    assert_eq!(met, 103, "everybody met in the year comes from nowhere");
    assert_eq!(flow.stages.iter().map(|stage| stage.at_end).sum::<u64>(), 559, "and everybody stands somewhere");
}

/// A second, plain way: person by person, fact by fact.
fn the_flow_equals_a_plain_walk_over_the_facts(office: &Office) {
    let kinds = |choice: &ChartChoice| office.read(|desk| desk.chart_records(2024, choice)).expect("records");
    let flow = flow_of(office, 2024);
    let people: BTreeSet<_> = STAGES
        .iter()
        .flat_map(|stage| kinds(&ChartChoice::Flow(Who::AtEnd(*stage))))
        .filter_map(|line| line.fact.participant)
        .collect();
    assert_eq!(people.len(), 559, "nobody stands twice");

    let (mut moves, mut ends): (BTreeMap<_, u64>, BTreeMap<_, u64>) = (BTreeMap::new(), BTreeMap::new());
    for person in people {
        let mut facts = office.read(|desk| desk.participant_page(person)).expect("a participant").timeline;
        facts.sort_by_key(|line| (line.fact.on, Stage::shown_by(line.fact.kind, line.fact.detail.as_deref())));
        let mut stands = None;
        for line in facts.iter().filter(|line| line.fact.on.to_string().as_str() <= "2025-03-31") {
            let shown = Stage::shown_by(line.fact.kind, line.fact.detail.as_deref());
            if shown > stands {
                if line.fact.on.to_string().as_str() >= "2024-04-01" {
                    *moves.entry((stands, shown)).or_default() += 1;
                }
                stands = shown;
            }
        }
        *ends.entry(stands).or_default() += 1;
    }
    for one in flow.moves.iter().filter(|one| one.persons > 0) {
        assert_eq!(moves.remove(&(one.from, Some(one.to))), Some(one.persons), "{one:?}");
        let behind = kinds(&ChartChoice::Flow(Who::Moved(one.from, one.to)));
        assert_eq!(behind.len() as u64, one.persons, "{one:?}");
    }
    assert!(moves.is_empty(), "a move is missing: {moves:?}");
    for stage in flow.stages {
        assert_eq!(ends.get(&Some(stage.stage)).copied().unwrap_or(0), stage.at_end, "{stage:?}");
        let numbers = [
            (Who::AtStart(stage.stage), stage.at_start),
            (Who::Came(stage.stage), stage.came),
            (Who::WentOn(stage.stage), stage.went_on),
            (Who::AtEnd(stage.stage), stage.at_end),
        ];
        for (who, number) in numbers {
            assert_eq!(kinds(&ChartChoice::Flow(who)).len() as u64, number, "{who:?}");
        }
    }
}

fn attendance_equals_its_records(office: &Office) {
    let courses = office.read(|desk| desk.turnout(2024)).expect("attendance");
    assert!(!courses.is_empty(), "the sample holds courses");
    for course in &courses {
        let behind = |choice: ChartChoice| office.read(|desk| desk.chart_records(2024, &choice)).expect("records");
        let sessions = behind(ChartChoice::Sessions(course.course.clone()));
        assert_eq!(sessions.len() as u32, course.now.sessions, "{}", course.course);
        assert!(sessions.iter().all(|line| line.fact.kind == FactKind::SessionHeld));
        let attended = behind(ChartChoice::Attended(course.course.clone()));
        assert_eq!(attended.len() as u32, course.now.totals.came, "{}", course.course);
    }
}
