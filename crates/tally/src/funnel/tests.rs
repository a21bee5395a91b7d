use aggregates::FiscalYear;
use casework::{
    fact::{Fact, FactKind},
    ids::{CompanyId, ParticipantId},
};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;

const KINDS: [FactKind; 5] =
    [FactKind::CompanyInterview, FactKind::Offer, FactKind::TrialHire, FactKind::Employed, FactKind::Permanent];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn fact(placement: u32, kind: FactKind, on: NaiveDate, detail: &str) -> Fact {
    Fact {
        kind,
        number: placement,
        on,
        participant: Some(ParticipantId(placement % 3 + 1)),
        company: Some(CompanyId(1)),
        placement: Some(placement),
        detail: (!detail.is_empty()).then(|| detail.to_owned()),
        quantity: None,
        title: None,
    }
}

fn funnel(facts: &[Fact]) -> Funnel {
    count(&paths(facts, day("2030-01-01")))
}

fn at(funnel: &Funnel, stage: FunnelStage) -> StageCount {
    funnel.stages.iter().find(|count| count.stage == stage).expect("every stage").clone()
}

#[test]
fn a_skipped_stage_is_passed_unless_there_is_a_way_without_it() {
    let counted = funnel(&[
        fact(1, FactKind::Recommended, day("2024-04-01"), ""),
        fact(1, FactKind::Employed, day("2024-05-01"), ""),
    ]);

    let numbers = |stage| {
        let one = at(&counted, stage);
        (one.entered, one.recorded, one.converted)
    };
    assert_eq!(numbers(FunnelStage::Recommended), (1, 1, 1));
    assert_eq!(numbers(FunnelStage::Offer), (1, 0, 1), "nobody is employed without an offer");
    assert_eq!(numbers(FunnelStage::TrialHire), (0, 0, 0), "but without a trial");
    assert_eq!(numbers(FunnelStage::Employed), (1, 1, 0));
    assert_eq!(at(&counted, FunnelStage::Recommended).median_days, Some(30.0));
    assert_eq!(at(&counted, FunnelStage::Offer).median_days, None, "nobody knows when");
}

#[test]
fn who_was_not_there_when_asked_is_lost_without_an_end_on_record() {
    let mut facts = vec![
        fact(1, FactKind::Recommended, day("2024-04-01"), ""),
        fact(1, FactKind::Employed, day("2024-05-01"), ""),
        fact(1, FactKind::RetentionChecked, day("2024-11-01"), "6.yes"),
        fact(1, FactKind::RetentionChecked, day("2025-05-01"), "12.no"),
    ];
    let loss = |reason: &str| vec![Loss { stage: FunnelStage::Retained6, reason: reason.to_owned(), count: 1 }];
    assert_eq!(funnel(&facts).losses, loss("not_there_at_check"));

    facts.push(fact(1, FactKind::PlacementEnded, day("2025-03-01"), "resigned"));
    assert_eq!(funnel(&facts).losses, loss("resigned"));
}

#[test]
fn an_answer_that_nobody_knows_is_neither_a_loss_nor_a_stage() {
    let counted = funnel(&[
        fact(1, FactKind::Recommended, day("2024-04-01"), ""),
        fact(1, FactKind::Employed, day("2024-05-01"), ""),
        fact(1, FactKind::RetentionChecked, day("2024-11-01"), "6.unknown"),
    ]);

    assert_eq!((at(&counted, FunnelStage::Retained6).entered, counted.losses.len()), (0, 0));
    assert_eq!(at(&counted, FunnelStage::Employed).open, 1);
}

#[test]
fn what_happened_after_the_last_day_followed_does_not_count() {
    let facts = [
        fact(1, FactKind::Recommended, day("2024-04-01"), ""),
        fact(1, FactKind::PlacementEnded, day("2025-04-01"), "resigned"),
    ];

    let before = count(&paths(&facts, day("2025-03-31")));
    assert_eq!((at(&before, FunnelStage::Recommended).open, before.losses.len()), (1, 0));
    assert_eq!(at(&funnel(&facts), FunnelStage::Recommended).lost, 1);
}

#[test]
fn without_placements_every_stage_is_there_and_empty() {
    let empty = funnel(&[]);

    assert_eq!(empty.stages.len(), FunnelStage::ALL.len());
    assert!(empty.stages.iter().all(|count| count.entered == 0 && count.median_days.is_none()));
}

#[test]
fn codes_lead_back_to_their_stage_and_dimension() {
    for stage in FunnelStage::ALL {
        assert_eq!(FunnelStage::from_code(stage.code()), Some(stage));
    }
    for dimension in Dimension::ALL {
        assert_eq!(Dimension::from_code(dimension.code()), Some(dimension));
        assert_eq!(value_query(dimension, FiscalYear::new(2024).expect("a year")).parameters.len(), 2);
    }
}

/// Steps taken (days since the one before, or none), the answers at 6 and 12 months, the reason of an end.
type Story = ([Option<u16>; 5], Option<bool>, Option<bool>, Option<bool>);

fn facts_of(stories: &[Story]) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (placement, (steps, six, twelve, ended)) in (1_u32..).zip(stories) {
        let mut on = day("2024-04-01");
        facts.push(fact(placement, FactKind::Recommended, on, ""));
        for (kind, after) in KINDS.into_iter().zip(steps) {
            if let Some(after) = after {
                on = on + Days::new(u64::from(*after));
                facts.push(fact(placement, kind, on, ""));
            }
        }
        for (months, answer) in [(6, six), (12, twelve)] {
            if let Some(answer) = answer {
                let answer = format!("{months}.{}", if *answer { "yes" } else { "no" });
                facts.push(fact(placement, FactKind::RetentionChecked, on + Days::new(30 * months), &answer));
            }
        }
        if let Some(stated) = ended {
            let reason = if *stated { "resigned" } else { "" };
            facts.push(fact(placement, FactKind::PlacementEnded, on + Days::new(400), reason));
        }
    }
    facts
}

/// How many came at least as far as a stage, written plainly over the stories themselves.
fn plainly(stories: &[Story], stage: usize) -> usize {
    let came = |(steps, six, twelve, _): &&Story| {
        let six_or_later = *six == Some(true) || *twelve == Some(true);
        let job = steps[3].is_some() || steps[4].is_some() || six_or_later;
        match stage {
            0 => true,
            1 => steps.iter().any(Option::is_some) || six_or_later,
            2 => steps[1..].iter().any(Option::is_some) || six_or_later,
            3 => steps[2].is_some(),
            4 => job,
            5 => steps[4].is_some(),
            6 => six_or_later,
            _ => *twelve == Some(true),
        }
    };
    stories.iter().filter(came).count()
}

fn stories() -> impl Strategy<Value = Vec<Story>> {
    let step = proptest::option::of(0_u16..90);
    let steps = [step.clone(), step.clone(), step.clone(), step.clone(), step];
    let answer = || proptest::option::of(any::<bool>());
    proptest::collection::vec((steps, answer(), answer(), answer()), 0..20)
}

proptest! {
    #[test]
    fn every_stage_counts_as_a_plain_second_count_does(stories in stories()) {
        let counted = funnel(&facts_of(&stories));
        for (at, stage) in counted.stages.iter().enumerate() {
            prop_assert_eq!(stage.entered as usize, plainly(&stories, at), "{:?}", stage.stage);
            prop_assert!(stage.persons <= stage.entered && stage.recorded <= stage.entered);
        }
    }

    #[test]
    fn nobody_gets_lost_in_the_counting(stories in stories()) {
        let counted = funnel(&facts_of(&stories));
        for stage in &counted.stages {
            prop_assert_eq!(stage.entered, stage.converted + stage.lost + stage.open);
            let reasons: u32 = counted.losses.iter().filter(|loss| loss.stage == stage.stage).map(|loss| loss.count).sum();
            prop_assert_eq!(stage.lost, reasons, "each loss has a reason");
        }
        let ended = stories.iter().filter(|(_, six, twelve, ended)| {
            ended.is_some() || *six == Some(false) || *twelve == Some(false)
        });
        prop_assert_eq!(counted.losses.iter().map(|loss| loss.count as usize).sum::<usize>(), ended.count());
    }
}
