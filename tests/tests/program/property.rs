//! On random organisations, the query of every indicator gives what a slow, obvious count over the records gives.

use std::collections::{BTreeMap, BTreeSet};

use aggregates::FiscalYear;
use casework::{
    activity::{About, ActivityKind, HeadCategory, NewActivity},
    company::{CompanyProfile, NewDiscussion},
    ids::{CohortId, CompanyId, ParticipantId, RecommendationId},
    names::{NameKind, PersonName},
    participant::Profile,
    placement::{Step, StepRecord},
    programme::NewCohort,
};
use chrono::{Days, NaiveDate};
use guarded::Guarded;
use proptest::prelude::*;
use store::{NewRecommendation, Store, StoreError, StoreKeys, Writer};

/// Days are counted from here; three fiscal years and some days at both ends lie within reach.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2022, 3, 25).expect("a day of the calendar");
const SPAN: u64 = 3 * 365 + 20;
const COURSES: [&str; 4] = ["career_training", "mentorship", "japanese_class", "japanese_club"];

/// An organisation as plain lists. Numbers point into the other lists.
#[derive(Debug, Clone)]
struct Organisation {
    first_contacts: Vec<NaiveDate>,
    interviews: Vec<(usize, NaiveDate)>,
    enrolments: Vec<(usize, usize, NaiveDate)>,
    discussions: Vec<(usize, NaiveDate)>,
    recommendations: Vec<(usize, usize, NaiveDate)>,
    steps: BTreeMap<(usize, usize), NaiveDate>,
    activities: Vec<(usize, NaiveDate, Option<u32>, Vec<u32>)>,
}

const PEOPLE: usize = 12;
const COMPANIES: usize = 6;
const RECOMMENDATIONS: usize = 16;

fn day() -> impl Strategy<Value = NaiveDate> {
    // The edges of the fiscal years come up more often than chance would have it.
    let edges = [(2022, 3, 31), (2022, 4, 1), (2023, 3, 31), (2023, 4, 1), (2024, 3, 31), (2024, 4, 1)];
    let edges = edges.map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).expect("a day"));
    prop_oneof![
        3 => (0..SPAN).prop_map(|days| FIRST + Days::new(days)),
        1 => prop::sample::select(edges.to_vec()),
    ]
}

fn organisation() -> impl Strategy<Value = Organisation> {
    let audience = prop::option::of(prop::sample::select(vec![0, 9, 10, 30, 50, 51, 99, 100, 800, 1500, 1501]));
    (
        prop::collection::vec(day(), PEOPLE),
        prop::collection::vec((0..PEOPLE, day()), 0..20),
        prop::collection::vec((0..PEOPLE, 0..COURSES.len(), day()), 0..30),
        prop::collection::vec((0..COMPANIES, day()), 0..15),
        prop::collection::vec((0..PEOPLE, 0..COMPANIES, day()), RECOMMENDATIONS),
        prop::collection::btree_map((0..RECOMMENDATIONS, 0..Step::ALL.len()), day(), 0..40),
        prop::collection::vec((0..5_usize, day(), audience, prop::collection::vec(0..60_u32, 4)), 0..20),
    )
        .prop_map(|(first_contacts, interviews, enrolments, discussions, recommendations, steps, activities)| {
            Organisation { first_contacts, interviews, enrolments, discussions, recommendations, steps, activities }
        })
}

const HEADS: [HeadCategory; 4] =
    [HeadCategory::Companies, HeadCategory::BusinessLeaders, HeadCategory::Participants, HeadCategory::Others];

fn fill(writer: &Writer<'_>, organisation: &Organisation) -> Result<(), StoreError> {
    let people = organisation.first_contacts.iter().map(|on| writer.add_participant(&somebody(), *on));
    let people: Vec<ParticipantId> = people.collect::<Result<_, _>>()?;
    for (person, on) in &organisation.interviews {
        writer.add_interview(people[*person], *on, &store::Held::default(), &BTreeMap::new())?;
    }
    for (person, course, on) in &organisation.enrolments {
        let cohort = writer.add_cohort(&cohort(COURSES[*course], *on))?;
        let _: CohortId = cohort;
        writer.add_enrolment(cohort, people[*person], *on)?;
    }
    let companies =
        (0..COMPANIES).map(|n| writer.add_company(&CompanyProfile::named(Guarded::new(format!("Company {n}")))));
    let companies: Vec<CompanyId> = companies.collect::<Result<_, _>>()?;
    for (company, on) in &organisation.discussions {
        writer.add_discussion(companies[*company], &NewDiscussion::held_on(*on))?;
    }
    let placements = organisation.recommendations.iter();
    let placements = placements.map(|(person, company, on)| {
        writer.add_recommendation(&NewRecommendation::new(people[*person], companies[*company], *on))
    });
    let placements: Vec<RecommendationId> = placements.collect::<Result<_, _>>()?;
    for ((placement, step), on) in &organisation.steps {
        writer.add_step(placements[*placement], &StepRecord::new(Step::ALL[*step], *on))?;
    }
    for (kind, on, audience, heads) in &organisation.activities {
        let heads = HEADS.into_iter().map(|category| category.code().to_owned()).zip(heads.iter().copied()).collect();
        let title = Guarded::from("An activity");
        let (kind, on, place, audience) = (ActivityKind::ALL[*kind], *on, String::new(), *audience);
        writer.add_activity(&NewActivity { kind, on, title, place, audience, heads, about: About::default() })?;
    }
    Ok(())
}

fn somebody() -> Profile {
    let names = vec![PersonName::of(NameKind::Preferred, Guarded::from("Somebody"))];
    Profile { names, ..Profile::default() }
}

fn cohort(course: &str, on: NaiveDate) -> NewCohort {
    NewCohort { course: course.to_owned(), name: String::from("A cohort"), starts_on: on, ..NewCohort::default() }
}

/// The obvious count: go through the lists and look.
fn obvious(organisation: &Organisation, id: &str, year: i32) -> usize {
    let first = NaiveDate::from_ymd_opt(year, 4, 1).expect("a day");
    let last = NaiveDate::from_ymd_opt(year + 1, 3, 31).expect("a day");
    let inside = |on: &NaiveDate| first <= *on && *on <= last;
    let before = |on: &NaiveDate| NaiveDate::from_ymd_opt(year - 1, 4, 1).expect("a day") <= *on && *on < first;
    let people = || (0..PEOPLE).map(|person| (person, organisation.first_contacts[person]));
    let step = |placement: usize, step: usize| organisation.steps.get(&(placement, step));
    let (trial, employed, permanent) = (2, 3, 4);
    let activities = |kind: usize| organisation.activities.iter().filter(move |a| a.0 == kind && inside(&a.1));
    let heads = |category: usize| activities(2).map(|a| a.3[category] as usize).sum();
    let enrolled = |course: usize| organisation.enrolments.iter().filter(move |e| e.1 == course && inside(&e.2));
    let hired = || {
        (0..RECOMMENDATIONS)
            .filter(|p| step(*p, employed).is_some_and(inside) && step(*p, trial).is_some_and(inside))
            .count()
    };
    let made_permanent = || {
        (0..RECOMMENDATIONS)
            .filter(|p| step(*p, permanent).is_some_and(inside) && step(*p, trial).is_some_and(before))
            .count()
    };
    let recommended = || organisation.recommendations.iter().filter(|r| inside(&r.2));
    match id {
        "companies_consulted" => distinct(organisation.discussions.iter().filter(|d| inside(&d.1)).map(|d| d.0)),
        "companies_recommended_to" => distinct(recommended().map(|r| r.1)),
        "participants_recommended" => distinct(recommended().map(|r| r.0)),
        "hires" => hired() + made_permanent(),
        "hires_from_trial" => hired(),
        "hires_made_permanent" => made_permanent(),
        "new_contacts" => people().filter(|(_, on)| inside(on)).count(),
        "contacts_since_founding" => people().filter(|(_, on)| *on <= last).count(),
        "new_contacts_interviewed" => people()
            .filter(|(_, on)| inside(on))
            .filter(|(person, _)| organisation.interviews.iter().any(|i| i.0 == *person && inside(&i.1)))
            .count(),
        "career_training_participations" => enrolled(0).count(),
        "career_training_to_mentorship" => {
            distinct(enrolled(1).filter(|m| enrolled(0).any(|c| c.0 == m.0 && c.2 <= m.2)).map(|m| m.0))
        }
        "japanese_programme_participants" => distinct(enrolled(2).map(|e| e.0)),
        "talks" => activities(0).count(),
        "talks_large" => activities(0).filter(|a| a.2.is_some_and(|n| (100..=1500).contains(&n))).count(),
        "talks_small" => activities(0).filter(|a| a.2.is_some_and(|n| (10..=50).contains(&n))).count(),
        "media_coverage" => activities(1).count(),
        "event_companies" => heads(0),
        "event_business_leaders" => heads(1),
        "event_participants" => heads(2),
        "round_tables" => activities(3).count(),
        other => panic!("the indicator {other} has no obvious count: write one"),
    }
}

fn distinct(numbers: impl Iterator<Item = usize>) -> usize {
    numbers.collect::<BTreeSet<_>>().len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_indicator_equals_its_obvious_count(organisation in organisation()) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let key = || Guarded::new([0x5a; 32]);
        let database = Guarded::new(format!("x'{}'", "5a".repeat(32)));
        let keys = StoreKeys { database, journal: key(), subjects: key(), anchor: key() };
        let mut store = Store::create(&folder.path().join("vault.db"), &keys).expect("a store");
        store.write(|writer| fill(writer, &organisation)).expect("records");

        for year in 2021..=2025 {
            let fiscal = FiscalYear::new(year).expect("a fiscal year");
            let count = |query: &tally::Query| store.read().count(&query.sql, &query.parameters);
            let table = tally::tabulate(fiscal, tally::INDICATORS.iter(), &[], count).expect("a table");
            for indicator in tally::INDICATORS.iter() {
                let code = tally::figure_code(&indicator.id).expect("a code");
                let counted = table.cell(code, None).expect("a cell").value;
                prop_assert_eq!(counted, obvious(&organisation, &indicator.id, year) as u64, "{} in {}", indicator.id, year);
            }
        }
    }
}
