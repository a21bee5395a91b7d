//! Where people are lost, over whole vaults.

use crate::place;
use std::{collections::BTreeSet, ops::ControlFlow, sync::Arc};

use guarded::Guarded;
use office::{Followed, FunnelChoice, Office, Places, SystemClock};
use sample::Plan;
use tally::funnel::{Dimension, Funnel, FunnelStage, Part, StageCount};

fn at(funnel: &Funnel, stage: FunnelStage) -> StageCount {
    funnel.stages.iter().find(|count| count.stage == stage).expect("every stage").clone()
}

#[test]
fn a_vault_without_recommendations_has_every_stage_and_nobody_in_it() {
    let place = place::open_place();
    for by in [None, Some(Dimension::Japanese)] {
        let empty = place.office.read(|desk| desk.funnel(2024, Followed::Today, by)).expect("a funnel");
        assert!(empty.funnel.stages.iter().chain(&empty.previous.stages).all(|count| count.entered == 0));
        assert_eq!((empty.funnel.stages.len(), empty.groups.len(), empty.funnel.losses.len()), (8, 0, 0));
    }
    assert!(place.office.read(|desk| desk.funnel(1066, Followed::Today, None)).is_err(), "no fiscal year of ours");
}

fn sample_organisation(folder: &tempfile::TempDir) -> Office {
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(SystemClock));
    office.create_sample(&Guarded::from(sample::PASSPHRASE)).expect("a vault");
    sample::fill(&office, Plan::default(), &mut |_| ControlFlow::Continue(())).expect("the sample");
    office
}

#[test]
fn the_sample_shows_more_recommended_fewer_hired_and_where_they_are_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = sample_organisation(&folder);
    for followed in [Followed::Today, Followed::YearEnd] {
        let year = office.read(|desk| desk.funnel(2024, followed, None)).expect("a funnel");
        let recommended = |funnel: &Funnel| at(funnel, FunnelStage::Recommended).entered;
        let hired = |funnel: &Funnel| at(funnel, FunnelStage::Employed).entered;

        assert!(recommended(&year.funnel) >= 2 * recommended(&year.previous), "about doubled");
        assert!(hired(&year.funnel) < hired(&year.previous), "hires fell");
        assert_eq!(at(&year.funnel, FunnelStage::Recommended).persons, 35, "as in the report");
        let worst = year.funnel.stages.iter().max_by_key(|count| count.lost).expect("stages");
        assert_eq!(worst.stage, FunnelStage::CompanyInterview);
    }
    every_number_opens_its_records(&office);
    every_placement_has_one_value_in_each_dimension(&office);
}

fn every_number_opens_its_records(office: &Office) {
    let year = office.read(|desk| desk.funnel(2024, Followed::Today, None)).expect("a funnel");
    let behind = |stage, part, reason: Option<&str>| {
        let choice = FunnelChoice { stage, part, reason: reason.map(str::to_owned), value: None };
        office.read(|desk| desk.funnel_records(2024, Followed::Today, &choice)).expect("records")
    };
    for count in &year.funnel.stages {
        let all = behind(count.stage, None, None);
        let people: BTreeSet<_> = all.iter().filter_map(|record| record.path.participant).collect();
        assert_eq!((all.len(), people.len()), (count.entered as usize, count.persons as usize), "{:?}", count.stage);
        for (part, number) in [(Part::Converted, count.converted), (Part::Lost, count.lost), (Part::Open, count.open)] {
            assert_eq!(behind(count.stage, Some(part), None).len(), number as usize, "{:?} {part:?}", count.stage);
        }
    }
    for loss in &year.funnel.losses {
        assert_eq!(behind(loss.stage, Some(Part::Lost), Some(&loss.reason)).len(), loss.count as usize);
    }
}

fn every_placement_has_one_value_in_each_dimension(office: &Office) {
    for by in Dimension::ALL {
        let year = office.read(|desk| desk.funnel(2024, Followed::Today, Some(by))).expect("a funnel");
        for (index, whole) in year.funnel.stages.iter().enumerate() {
            let parts: u32 =
                year.groups.iter().filter_map(|(_, group)| group.stages.get(index)).map(|one| one.entered).sum();
            assert_eq!(parts, whole.entered, "{by:?} {:?}", whole.stage);
        }
        let (value, group) = year.groups.first().expect("a value");
        let stage = FunnelStage::Recommended;
        let choice = FunnelChoice { stage, part: None, reason: None, value: Some((by, value.clone())) };
        let records = office.read(|desk| desk.funnel_records(2024, Followed::Today, &choice)).expect("records");
        assert_eq!(records.len(), at(group, stage).entered as usize, "{by:?}");
    }
}
