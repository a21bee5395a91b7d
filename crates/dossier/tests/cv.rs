//! What stands on a curriculum vitae, and what never does.

use casework::{
    dates::PartialDate,
    names::{NameKind, PersonName},
    profile::{Cefr, CefrProfile, Jlpt, JlptLevel, SchoolingState, SelfRated, Stretch},
};
use dossier::{
    Ability, BirthShown, Facts, Form, Given, Level, Order, Permission, Post, Reach, School, Switches, Tongue, Work, cv,
    given_anyway,
};
use guarded::Guarded;
use paper::{Block, Language, Sheet};
use proptest::prelude::*;

const ALL: Switches =
    Switches { name: true, contact: true, birth: BirthShown::Full, nationality: true, residence: true, places: true };

fn date(text: &str) -> Option<PartialDate> {
    Some(PartialDate::parse(text).expect("a date"))
}

fn g(text: &str) -> Guarded<String> {
    Guarded::from(text)
}

fn facts() -> Facts {
    let name = |kind, text: &str| PersonName::of(kind, g(text));
    Facts {
        reference: 42,
        names: vec![
            name(NameKind::Latin, "Amal Namewort"),
            name(NameKind::OwnScript, "أمل"),
            name(NameKind::Reading, "よみかた"),
            name(NameKind::Nickname, "Spitzname"),
            name(NameKind::Former, "Frueher"),
        ],
        birth: date("1991-04-30").map(Guarded::new),
        nationality: Some(g("国籍語")),
        prefecture: Some(g("県名語")),
        reach: vec![Reach { kind: "電話".into(), value: g("090-1234-5678") }],
        permission: Some(Permission {
            status: g("特定活動"),
            ends_on: Some("2025-03-01".parse().expect("a day")),
            work: Work::Limited,
            work_ends_on: Some("2025-02-01".parse().expect("a day")),
            limits: Some(g("週28時間")),
        }),
        languages: vec![Tongue {
            name: "日本語".into(),
            level: Level {
                jlpt: Some(Jlpt { level: JlptLevel::N2, score: Some(120), passed: true, taken_on: date("2023-12") }),
                cefr: CefrProfile { listening: Some(Cefr::B1), ..CefrProfile::default() },
                self_rated: Some(SelfRated::Work),
            },
            certificates: Some(g("会話検定")),
        }],
        schools: vec![School {
            institution: Some(g("学校名語")),
            level: "大学".into(),
            country: "国名語".into(),
            time: Stretch { from: date("2009-04"), until: date("2013-03") },
            state: SchoolingState::Completed,
            ..School::default()
        }],
        jobs: vec![
            Post {
                employer: Some(g("雇主語")),
                title: Some(g("会計係")),
                country: "国名語".into(),
                time: Stretch { from: date("2014"), until: date("2019-08") },
                tasks: Some(g("帳簿をつけた")),
                ..Post::default()
            },
            Post { occupation: "倉庫作業".into(), ongoing: true, ..Post::default() },
        ],
        skills: vec![Ability {
            kind: "免許".into(), name: g("普通自動車"), since: date("2020"), in_japan: true
        }],
        sought: vec!["事務".into()],
    }
}

fn order(form: Form, language: Language, switches: Switches) -> Order {
    Order { form, language, switches, on: "2024-06-20".parse().expect("a day") }
}

fn words(sheet: &Sheet) -> String {
    let mut words = Vec::new();
    for block in &sheet.blocks {
        match block {
            Block::Table(table) => words.extend(table.header.iter().chain(table.rows.iter().flatten()).cloned()),
            Block::Title(text) | Block::Aside(text) | Block::Heading(text) => words.push(text.clone()),
            Block::Paragraph(text) | Block::Note(text) => words.push(text.clone()),
        }
    }
    words.join("\n")
}

fn every() -> impl Iterator<Item = (Form, Language)> {
    Form::ALL.into_iter().flat_map(|form| [Language::Japanese, Language::English].map(|language| (form, language)))
}

/// Each switch, what it is about, and what of it must be gone when it is off.
fn hidden(switches: Switches) -> Vec<&'static str> {
    let mut hidden = vec!["Spitzname", "Frueher"];
    let mut off = |is_off: bool, words: &[&'static str]| {
        if is_off {
            hidden.extend_from_slice(words);
        }
    };
    off(!switches.name, &["Namewort", "أمل", "よみかた"]);
    off(!switches.contact, &["090-1234-5678", "県名語"]);
    off(switches.birth == BirthShown::No, &["1991"]);
    off(switches.birth != BirthShown::Full, &["30日", "30 Apr"]);
    off(!switches.nationality, &["国籍語"]);
    off(!switches.residence, &["特定活動", "2025", "週28時間"]);
    off(!switches.places, &["学校名語", "雇主語", "国名語"]);
    hidden
}

fn switches() -> impl Strategy<Value = Switches> {
    let birth = prop_oneof![Just(BirthShown::No), Just(BirthShown::Year), Just(BirthShown::Full)];
    (any::<[bool; 5]>(), birth).prop_map(|([name, contact, nationality, residence, places], birth)| Switches {
        name,
        contact,
        birth,
        nationality,
        residence,
        places,
    })
}

proptest! {
    #[test]
    fn what_is_switched_off_stands_nowhere(switches in switches()) {
        for (form, language) in every() {
            let words = words(&cv(&facts(), &order(form, language, switches)));
            for hidden in hidden(switches) {
                prop_assert!(!words.contains(hidden), "{hidden} stands in {form:?}:\n{words}");
            }
        }
    }
}

#[test]
fn what_is_switched_on_stands_there() {
    for (form, language) in every() {
        let words = words(&cv(&facts(), &order(form, language, ALL)));
        for shown in
            ["Amal Namewort", "よみかた", "090-1234-5678", "国籍語", "特定活動", "週28時間", "学校名語", "雇主語"]
        {
            assert!(words.contains(shown), "{shown} is missing in {form:?} {language:?}:\n{words}");
        }
        for always in ["JLPT N2", "会話検定", "会計係", "倉庫作業", "帳簿をつけた", "普通自動車", "事務"]
        {
            assert!(words.contains(always), "{always} is missing in {form:?} {language:?}:\n{words}");
        }
    }
}

#[test]
fn without_a_name_there_are_initials_and_a_reference() {
    let words = words(&cv(&facts(), &order(Form::Rirekisho, Language::Japanese, Switches::default())));

    assert!(words.contains("A. N.") && words.contains("候補者-42"), "{words}");
    assert!(words.contains("大学"), "the level stands in the place of the school's name");
}

#[test]
fn the_japanese_form_tells_what_was_first_first_and_the_international_one_what_was_last() {
    let place =
        |form, text: &str| words(&cv(&facts(), &order(form, Language::Japanese, ALL))).find(text).expect("there");

    assert!(place(Form::Rirekisho, "2014年") < place(Form::Rirekisho, "2019年8月"));
    assert!(place(Form::Rirekisho, "学歴") < place(Form::Rirekisho, "会計係"));
    assert!(place(Form::International, "倉庫作業") < place(Form::International, "会計係"), "what goes on is first");
}

#[test]
fn a_test_that_was_not_passed_is_not_told() {
    let mut facts = facts();
    facts.languages[0].level.jlpt = Some(Jlpt { level: JlptLevel::N1, score: Some(60), passed: false, taken_on: None });

    assert!(!words(&cv(&facts, &order(Form::International, Language::English, ALL))).contains("JLPT"));
}

#[test]
fn somebody_of_whom_nothing_is_known_gets_a_paper_too() {
    for (form, language) in every() {
        let sheet = cv(&Facts { reference: 7, ..Facts::default() }, &order(form, language, ALL));
        assert!(sheet.to_docx().is_ok() && sheet.to_pdf().is_ok(), "{form:?} {language:?}");
    }
}

#[test]
fn thirty_jobs_and_hostile_words_fill_pages_without_breaking_them() {
    let hostile = ["\u{202e}gnp", "A\0B\u{1b}[0m", "👩🏽‍🚒", "</w:t><w:t>", &"長".repeat(3_000), ""];
    let job = |n: usize| Post {
        title: Some(g(hostile[n % hostile.len()])),
        employer: Some(g(hostile[(n + 1) % hostile.len()])),
        time: Stretch { from: Some(PartialDate::parse(&format!("{}", 1970 + n)).expect("a year")), until: None },
        tasks: Some(g(hostile[(n + 2) % hostile.len()])),
        ..Post::default()
    };
    let facts = Facts { jobs: (0..30).map(job).collect(), ..facts() };
    for (form, language) in every() {
        let sheet = cv(&facts, &order(form, language, ALL));
        assert!(sheet.to_docx().is_ok() && sheet.to_pdf().is_ok(), "{form:?} {language:?}");
    }
}

#[test]
fn what_is_off_and_stands_in_other_words_all_the_same_is_said() {
    let mut facts = facts();
    facts.jobs[0].tasks = Some(g("AMAL NAMEWORT は 雇主語 で、電話は 090-1234-5678"));
    let off = Switches::default();
    let found = |facts: &Facts, switches| {
        given_anyway(&cv(facts, &order(Form::Rirekisho, Language::Japanese, switches)), facts, switches)
    };

    assert_eq!(found(&facts, off), [Given::Name, Given::Contact, Given::Place]);
    assert_eq!(found(&facts, ALL), [], "what is on is meant to stand there");
    assert_eq!(found(&self::facts(), off), []);
}

#[test]
fn the_facts_are_these_and_no_more() {
    // Whoever adds a field is led here, and to `hidden` above.
    let Facts {
        reference: _,
        names: _,
        birth: _,
        nationality: _,
        prefecture: _,
        reach: _,
        permission: _,
        languages: _,
        schools: _,
        jobs: _,
        skills: _,
        sought: _,
    } = facts();
}
