//! The records themselves: the same for the same seed, and as messy as real ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::{empty, figures, fill_until, filled, pages};
use casework::{
    consent::{Purpose, Recipient},
    fact::FactKind,
    ids::{InterviewId, ParticipantId},
    names::NameKind,
    profile::ContactSafety,
};
use chrono::NaiveDate;
use office::Office;
use sample::{Plan, Progress, SampleError};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn explained(office: &Office, year: i32, id: &str) -> BTreeSet<ParticipantId> {
    let figure = office.read(|desk| desk.explain(year, id)).expect("a figure");
    figure.records.iter().filter_map(|line| line.fact.participant).collect()
}

#[test]
fn the_same_seed_gives_the_same_records_and_another_seed_others() {
    let made = |seed| {
        let (_folder, office) = filled(Plan { people: 150, seed });
        (pages(&office, 150), figures(&office, 2024))
    };
    let (first, again, other) = (made(1), made(1), made(2));

    assert_eq!(first, again);
    assert_ne!(first.0, other.0);
}

#[test]
fn everybody_can_be_called_in_eight_scripts_or_more() {
    let (_folder, office) = filled(Plan::default());
    let mut scripts = BTreeSet::new();
    let mut countries = BTreeSet::new();
    for id in 1..=559 {
        let page = office.read(|desk| desk.participant_page(ParticipantId(id))).expect("a participant");
        let names = page.summary.names;
        let has = |kind| names.iter().any(|name| name.kind == kind);
        assert!(has(NameKind::Reading) && (has(NameKind::Latin) || has(NameKind::OwnScript)));
        // EXPOSE: everybody is made up.
        let written = names.iter().filter(|name| name.kind != NameKind::Reading).map(|name| name.text.expose());
        scripts.extend(written.filter_map(|name| script(name)));
        countries.extend(page.summary.nationality.map(|code| code.expose().clone()));
    }
    assert!(scripts.len() >= 8, "{scripts:?}");
    assert!(countries.len() >= 22 && countries.contains("XXA"), "{countries:?}");
}

/// The script of the first letter.
fn script(name: &str) -> Option<&'static str> {
    Some(match u32::from(name.chars().next()?) {
        0x41..=0x24f => "Latin",
        0x400..=0x52f => "Cyrillic",
        0x600..=0x6ff => "Arabic",
        0x900..=0x97f => "Devanagari",
        0x980..=0x9ff => "Bengali",
        0xb80..=0xbff => "Tamil",
        0xd80..=0xdff => "Sinhala",
        0x1000..=0x109f => "Myanmar",
        0x1200..=0x137f => "Ethiopic",
        0x4e00..=0x9fff => "Han",
        _ => return None,
    })
}

#[test]
fn the_records_are_messy_and_the_figures_hold_all_the_same() {
    let (_folder, office) = filled(Plan::default());
    let year = |day: NaiveDate| day >= self::day("2024-04-01") && day <= self::day("2025-03-31");
    let (mut later, mut often, mut withdrawn, mut busy, mut twice, mut slow) = (0, 0, 0, 0, 0, 0);
    let mut days = BTreeSet::new();
    let mut permits = 0;
    for id in 1..=559 {
        let page = office.read(|desk| desk.participant_page(ParticipantId(id))).expect("a participant");
        let facts: Vec<_> = page.timeline.iter().map(|line| &line.fact).collect();
        let in_year = |kind| facts.iter().filter(move |fact| fact.kind == kind && year(fact.on)).count();
        let met = page.summary.first_contact;
        assert!(facts.iter().all(|fact| fact.on >= met && fact.on <= day("2025-03-31")), "a fact outside its time");
        later += usize::from(met < day("2024-04-01") && in_year(FactKind::Interview) > 0);
        often += usize::from(in_year(FactKind::Interview) > 1);
        withdrawn += usize::from(page.consents.iter().any(|consent| consent.withdrawn_on.is_some()));
        busy += usize::from(in_year(FactKind::Recommended) > 5);
        let enrolled = facts.iter().filter(|fact| fact.kind == FactKind::Enrolled && year(fact.on));
        twice += usize::from(enrolled.filter(|fact| fact.detail.as_deref() == Some("career_training")).count() == 2);
        let begun = facts.iter().any(|fact| fact.kind == FactKind::TrialHire && !year(fact.on));
        slow += usize::from(begun && in_year(FactKind::Employed) > 0);
        permits += usize::from(page.permit_days_left.is_some_and(|left| left.abs() <= 60));
        days.extend(facts.iter().map(|fact| fact.on));
    }
    assert!(later > 12 && often > 5, "interviews in a later year, several interviews: {later}, {often}");
    assert!(withdrawn >= 5 && permits >= 20, "withdrawn consents, permits that end now: {withdrawn}, {permits}");
    assert_eq!(twice, 2, "two people take part in career training twice");
    assert!(busy >= 1 && slow >= 1, "one person for many companies, a slow hire: {busy}, {slow}");
    for edge in ["2016-04-01", "2024-03-31", "2024-04-01", "2025-03-31"] {
        assert!(days.contains(&day(edge)), "nothing on {edge}");
    }
}

#[test]
fn some_are_recommended_to_without_a_discussion_and_most_recommendations_end_with_a_reason() {
    let (_folder, office) = filled(Plan::default());
    let explain = |id: &str| office.read(|desk| desk.explain(2024, id)).expect("a figure").records;
    let companies = |id| explain(id).iter().filter_map(|line| line.fact.company).collect::<BTreeSet<_>>();
    assert!(!companies("companies_recommended_to").is_subset(&companies("companies_consulted")));

    let mut reasons = BTreeMap::new();
    let mut interviewed = 0;
    for person in explained(&office, 2024, "participants_recommended") {
        let page = office.read(|desk| desk.participant_page(person)).expect("a participant");
        let year = page.timeline.iter().map(|line| &line.fact).filter(|fact| fact.on >= day("2024-04-01"));
        for fact in year {
            interviewed += usize::from(fact.kind == FactKind::CompanyInterview);
            if fact.kind == FactKind::PlacementEnded {
                *reasons.entry(fact.detail.clone().expect("a reason")).or_insert(0) += 1;
            }
        }
    }
    assert!(interviewed > 50, "{interviewed} company interviews");
    assert!(reasons.len() >= 5 && reasons.values().sum::<i32>() > 50, "{reasons:?}");
}

#[test]
fn sensitive_answers_are_kept_only_under_consent() {
    let (_folder, office) = filled(Plan { people: 200, seed: 4 });
    let mut seen = 0;
    for number in 1.. {
        let read = office.read(|desk| desk.interview(InterviewId(number)));
        let Ok(office::FinishedInterview { interview, person, form, .. }) = read else { break };
        let sensitive = |id: &String| form.question(id).is_some_and(|question| question.sensitive);
        if interview.answers.keys().any(sensitive) {
            seen += 1;
            let page = office.read(|desk| desk.participant_page(person.id)).expect("a participant");
            assert!(
                casework::consent::stands(&page.consents, Purpose::Interview, interview.held_on),
                "interview {number}"
            );
        }
    }
    assert!(seen > 30, "{seen} interviews with sensitive answers");
}

#[test]
fn progress_grows_to_its_total() {
    let (_folder, office) = empty();
    let mut seen: Vec<Progress> = Vec::new();
    fill_until(&office, Plan { people: 300, seed: 1 }, |progress| {
        seen.push(progress);
        false
    })
    .expect("the sample");

    assert!(seen.windows(2).all(|two| two[0].done <= two[1].done && two[0].total == two[1].total));
    assert!(seen.last().is_some_and(|last| last.done == last.total), "{:?}", seen.last());
}

#[test]
fn the_work_can_be_stopped_at_any_time() {
    for stop_at in [0, 1, 5, 12] {
        let (_folder, office) = empty();
        let mut calls = 0;
        let stopped = fill_until(&office, Plan { people: 300, seed: 1 }, |_| {
            calls += 1;
            calls > stop_at
        });

        assert_eq!(stopped, Err(SampleError::Cancelled));
        assert!(office.read(|desk| desk.figures(2024)).is_ok(), "the office goes on working");
    }
}

#[test]
fn a_locked_office_is_not_filled() {
    let (_folder, office) = empty();
    office.lock();

    let refused = fill_until(&office, Plan::default(), |_| false);

    assert_eq!(refused, Err(SampleError::Office(office::OfficeError::Locked)));
}

#[test]
fn of_many_people_much_is_known_and_all_of_it_could_be_true() {
    let (_folder, office) = filled(Plan::default());
    let (mut described, mut moved, mut tested, mut assessed, mut never, mut looked_after) = (0, 0, 0, 0, 0, 0);
    let (mut named, mut told, mut statuses) = (0, 0, BTreeSet::new());
    for id in (1..=559).map(ParticipantId) {
        let (profile, page) =
            office.read(|desk| Ok((desk.profile(id)?, desk.participant_page(id)?))).expect("a participant");
        described += usize::from(!profile.contacts.is_empty() && !profile.schoolings.is_empty());
        looked_after += usize::from(profile.caseworker.is_some());
        moved += usize::from(profile.residence.len() > 1);
        tested += profile.languages.iter().filter(|(_, skill)| skill.jlpt.is_some()).count();
        assessed += profile.languages.iter().filter(|(_, skill)| skill.cefr.listening.is_some()).count();
        never += profile.contacts.iter().filter(|(_, way)| way.safety == ContactSafety::Never).count();
        named += page.consents.iter().filter(|consent| matches!(consent.recipient, Recipient::Named(_))).count();
        told += page.media_uses.len();
        statuses.extend(profile.residence.iter().map(|(_, period)| period.status.expose().clone()));
        let held = page.participant.profile.residence.as_ref().map(|held| (&held.status, held.expires_on, held.work));
        let newest = profile.residence.first().map(|(_, now)| (&now.status, now.ends_on, now.work));
        assert_eq!(newest, held, "the newest period is the one held now");
        for (_, way) in profile.contacts {
            let value = way.value.expose();
            let invented = value.starts_with("mihon") || value.starts_with("090-0000-");
            assert!(invented, "a number or an address that somebody may have");
        }
    }
    assert!(described >= 80 && moved >= 40 && looked_after >= 50, "{described}, {moved}, {looked_after}");
    assert!(tested >= 10 && assessed >= 15 && never >= 8, "{tested}, {assessed}, {never}");
    assert!(named >= 10 && told >= 5 && statuses.len() >= 10, "{named}, {told}, {statuses:?}");
}
