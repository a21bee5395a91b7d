use casework::{
    names::{NameKind, PersonName, Script},
    participant::WorkPermission,
    profile::{Job, LanguageSkill, ResidencePeriod},
};
use guarded::Guarded;

use super::{amal, day, place, with_amal};
use crate::{Store, StoreError};

fn period(status: &str, from: Option<&str>) -> ResidencePeriod {
    ResidencePeriod {
        status: Guarded::from(status),
        from: from.map(day),
        told_on: day("2024-05-01"),
        ends_on: from.map(day),
        work: WorkPermission::Permitted,
        work_ends_on: None,
        work_limits: None,
        designation: None,
        evidence: None,
    }
}

fn status(store: &Store, id: casework::ids::ParticipantId) -> Option<String> {
    let residence = store.read().summary(id).expect("them").residence;
    residence.map(|held| held.status.expose().clone())
}

#[test]
fn the_newest_period_is_the_status_held_now_whatever_the_order_of_entry() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    assert_eq!(status(&store, amal).as_deref(), Some("designated_applying"), "entered with the person");

    let newest = store.write(|writer| writer.add_record(amal, &period("student", Some("2024-06-01")))).expect("added");
    store.write(|writer| writer.add_record(amal, &period("short_stay", Some("2024-01-01")))).expect("an older one");
    assert_eq!(status(&store, amal).as_deref(), Some("student"));

    store.write(|writer| writer.correct_record(newest, &period("spouse", Some("2024-06-01")))).expect("corrected");
    assert_eq!(status(&store, amal).as_deref(), Some("spouse"));
    store.write(|writer| writer.remove_record::<ResidencePeriod>(newest)).expect("removed");
    assert_eq!(status(&store, amal).as_deref(), Some("designated_applying"), "what was told when they came is newer");

    for (number, _) in store.read().records_of::<ResidencePeriod>(amal).expect("periods") {
        store.write(|writer| writer.remove_record::<ResidencePeriod>(number)).expect("removed");
    }
    assert_eq!(status(&store, amal), None);
}

#[test]
fn another_status_is_a_dated_fact_and_a_renewal_is_none() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let facts = |store: &Store| {
        let timeline = store.read().timeline(amal).expect("facts");
        let changes = timeline.iter().filter(|fact| fact.kind.code() == "status_changed");
        changes.map(|fact| (fact.on.to_string(), fact.detail.clone().unwrap_or_default())).collect::<Vec<_>>()
    };
    let mut add = |status: &str, from: &str| {
        store.write(|writer| writer.add_record(amal, &period(status, Some(from)))).expect("a period");
        facts(&store)
    };

    assert_eq!(add("designated_applying", "2024-06-01"), [], "the same status, renewed");
    let change = (String::from("2024-08-01"), String::from("engineer_humanities"));
    assert_eq!(add("engineer_humanities", "2024-08-01"), std::slice::from_ref(&change));
    assert_eq!(add("short_stay", "2020-01-01"), [change], "what was before the first contact is not of the pathway");
}

#[test]
fn a_correction_of_the_profile_keeps_the_levels_of_languages_that_stay() {
    let place = place();
    let (mut store, id) = with_amal(&place);
    let (farsi, _) = store.read().records_of::<LanguageSkill>(id).expect("languages").remove(1);
    let levelled = LanguageSkill {
        language: String::from("fa"),
        note: Some(Guarded::from("taught it")),
        ..LanguageSkill::default()
    };
    store.write(|writer| writer.correct_record(farsi, &levelled)).expect("corrected");

    let mut profile = amal();
    profile.languages = vec![String::from("ja"), String::from("fa")];
    store.write(|writer| writer.correct_participant(id, &profile, day("2024-05-01"))).expect("corrected");

    let kept = store.read().records_of::<LanguageSkill>(id).expect("languages");
    let told: Vec<_> = kept.iter().map(|(_, skill)| (skill.language.as_str(), skill.note.is_some())).collect();
    assert_eq!(told, [("ja", false), ("fa", true)]);
    assert_eq!(store.read().participant(id).expect("them").profile.languages, ["ja", "fa"]);
}

#[test]
fn a_record_that_is_not_there_is_neither_corrected_nor_removed() {
    let place = place();
    let (mut store, _) = with_amal(&place);

    let corrected: Result<(), StoreError> = store.write(|writer| writer.correct_record(99, &Job::default()));
    let removed: Result<(), StoreError> = store.write(|writer| writer.remove_record::<Job>(99));

    assert_eq!((corrected, removed), (Err(StoreError::NotFound), Err(StoreError::NotFound)));
}

#[test]
fn a_script_that_was_corrected_is_kept() {
    let place = place();
    let (mut store, id) = with_amal(&place);
    let mut profile = amal();
    let script = Script::parse("Aran").unwrap_or(Script::parse("Arab").expect("a script"));
    profile.names.push(PersonName { kind: NameKind::Alias, script, text: Guarded::from("123") });

    store.write(|writer| writer.correct_participant(id, &profile, day("2024-05-01"))).expect("corrected");

    assert_eq!(store.read().names_of(id).expect("names").last().map(|name| name.script), Some(script));
}
