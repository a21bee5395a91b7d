//! A small organisation made by hand through the ordinary use cases. Every expected value is worked out in words beside it.

use std::sync::Arc;

use casework::{
    activity::{About, ActivityKind, HeadCategory, NewActivity},
    consent::{How, Purpose},
    fact::FactKind,
    ids::{CohortId, CompanyId, ParticipantId},
    names::NameKind,
    placement::Step,
    programme::{Bilingual, Definition, Expense, Measured, NewCohort, Programme, ProgrammeYear, Years},
};
use chrono::NaiveDate;
use guarded::Guarded;
use office::{
    EnteredConsent, EnteredIndicator, FixedClock, Language, NewName, NewParticipant, Office, OfficeError, Places,
    ReportFormat, SaveDraft, WritingDesk,
};
use serde_json::Value;
use store::DraftContent;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn office(folder: &tempfile::TempDir) -> Office {
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Office::new(places, Arc::new(FixedClock::noon(day("2023-05-10"))));
    office.create_sample(&Guarded::from("a passphrase for a test")).expect("a vault");
    office
}

struct Work<'a>(&'a WritingDesk<'a>);

impl Work<'_> {
    fn met(&self, name: &str, on: &str) -> ParticipantId {
        let names = vec![NewName::new(NameKind::Preferred, Guarded::from(name))];
        let person = NewParticipant {
            names,
            birth: Guarded::default(),
            nationality: Guarded::default(),
            languages: Vec::new(),
            first_contact: on.to_owned(),
            ..NewParticipant::default()
        };
        self.0.add_participant(&person, true).expect("a participant")
    }

    fn interviewed(&self, who: ParticipantId, on: &str) {
        let draft = self.0.open_interview(who).expect("a draft").draft;
        let answers = [(String::from("wish"), Guarded::from("An answer"))].into();
        let content = DraftContent { answers, focus: String::new(), held_on: on.to_owned() };
        let save = SaveDraft { draft: draft.id, revision: draft.revision, content };
        let (revision, _) = self.0.save_draft(&save).expect("a save");
        self.0.finish_interview(draft.id, revision, false).expect("an interview");
    }

    fn cohort(&self, course: &str, on: &str) -> CohortId {
        let (course, name) = (course.to_owned(), format!("{course} {on}"));
        self.0.open_cohort(&NewCohort { course, name, starts_on: day(on), ..NewCohort::default() }).expect("a cohort")
    }

    fn company(&self, name: &str, discussed: &[&str]) -> CompanyId {
        let company = self.0.add_company(&Guarded::from(name)).expect("a company");
        for on in discussed {
            self.0.record_discussion(company, day(on)).expect("a discussion");
        }
        company
    }

    fn placed(&self, who: ParticipantId, at: CompanyId, on: &str, steps: &[(Step, &str)]) {
        let consent = EnteredConsent::new(Purpose::Placement, "en", How::Spoken, on);
        self.0.record_consent(who, &consent).expect("a consent");
        let placement = self.0.recommend(who, at, day(on)).expect("a recommendation");
        for (step, on) in steps {
            self.0.record_step(placement, *step, day(on), "").expect("a step");
        }
    }

    fn activity(&self, kind: ActivityKind, on: &str, audience: Option<u32>, heads: &[(HeadCategory, u32)]) {
        let heads = heads.iter().map(|(category, heads)| (category.code().to_owned(), *heads)).collect();
        let (title, place, on) = (Guarded::from("An activity"), String::from("Kyoto"), day(on));
        let activity = NewActivity { kind, on, title, place, audience, heads, about: About::default() };
        self.0.record_activity(&activity).expect("an activity");
    }
}

/// Fiscal year 2022 is 1 April 2022 to 31 March 2023.
fn records(desk: &WritingDesk<'_>) -> Result<(), OfficeError> {
    let work = Work(desk);
    // Met: amal on the last day of FY2021; bashir, chidi, daria, ester in FY2022 (its first and last day among them);
    // farid on the first day of FY2023.
    let amal = work.met("Amal", "2022-03-31");
    let bashir = work.met("Bashir", "2022-04-01");
    let chidi = work.met("Chidi", "2022-09-15");
    let daria = work.met("Daria", "2022-12-01");
    let ester = work.met("Ester", "2023-03-31");
    work.met("Farid", "2023-04-01");
    // Interviewed: bashir twice and chidi in the year; daria only after it; amal in the year but met before it.
    work.interviewed(bashir, "2022-04-02");
    work.interviewed(bashir, "2022-06-02");
    work.interviewed(chidi, "2023-03-31");
    work.interviewed(daria, "2023-04-03");
    work.interviewed(amal, "2022-05-05");
    // Career training: bashir in both, chidi and amal in one each: 4 participations.
    let (spring, autumn) = (work.cohort("career_training", "2022-05-01"), work.cohort("career_training", "2022-10-01"));
    for (cohort, who, on) in [
        (spring, bashir, "2022-05-01"),
        (autumn, bashir, "2022-10-01"),
        (autumn, chidi, "2022-10-01"),
        (spring, amal, "2022-05-01"),
    ] {
        desk.enrol(cohort, who, day(on))?;
    }
    // Mentorship: bashir after training, chidi before it, ester without: one went on.
    let mentors = work.cohort("mentorship", "2022-09-20");
    desk.enrol(mentors, bashir, day("2022-11-01"))?;
    desk.enrol(mentors, chidi, day("2022-09-20"))?;
    desk.enrol(mentors, ester, day("2023-03-31"))?;
    // Japanese: chidi in two classes, daria in the club only: one person.
    for on in ["2022-10-10", "2023-01-10"] {
        let class = work.cohort("japanese_class", on);
        desk.enrol(class, chidi, day(on))?;
    }
    let club = work.cohort("japanese_club", "2023-01-15");
    desk.enrol(club, daria, day("2023-01-15"))?;
    // Companies: hana discussed twice, iris once, jun only before the year: 2 consulted.
    let hana = work.company("Hana", &["2022-04-01", "2022-08-01"]);
    let iris = work.company("Iris", &["2023-03-31"]);
    let jun = work.company("Jun", &["2022-03-31"]);
    // Placements: bashir to hana (trial and hired this year), amal to jun (trial last year, permanent this year),
    // chidi to hana and iris (nothing came of it), daria after the year.
    work.placed(bashir, hana, "2022-06-01", &[(Step::TrialHire, "2022-07-01"), (Step::Employed, "2022-10-01")]);
    work.placed(amal, jun, "2022-03-31", &[(Step::TrialHire, "2022-03-31"), (Step::Permanent, "2022-09-30")]);
    work.placed(chidi, hana, "2022-11-11", &[(Step::CompanyInterview, "2022-11-20"), (Step::Ended, "2022-12-01")]);
    work.placed(chidi, iris, "2023-01-20", &[]);
    work.placed(daria, iris, "2023-04-20", &[]);
    // In public: four talks (large, small, between the bands, uncounted), one media, two events, one round table.
    for audience in [Some(100), Some(50), Some(75), None] {
        work.activity(ActivityKind::Talk, "2022-06-20", audience, &[]);
    }
    work.activity(ActivityKind::MediaCoverage, "2022-07-07", None, &[]);
    let heads = [(HeadCategory::Companies, 3), (HeadCategory::BusinessLeaders, 8), (HeadCategory::Participants, 2)];
    work.activity(ActivityKind::Event, "2022-06-20", None, &heads);
    work.activity(ActivityKind::Event, "2023-02-02", None, &[(HeadCategory::Companies, 4)]);
    work.activity(ActivityKind::RoundTable, "2022-08-08", None, &[(HeadCategory::Companies, 9)]);
    Ok(())
}

fn said(desk: &WritingDesk<'_>) -> Result<(), OfficeError> {
    for (code, staff, expenses_yen) in
        [("placement", 2, 1_000_999), ("integration", 3, 2_500_500), ("advocacy", 1, 999), ("other", 0, 0)]
    {
        let results = Bilingual::new("採用は{hires}件。", "{hires} hires.");
        let said = ProgrammeYear { results, staff, expenses_yen, ..ProgrammeYear::default() };
        desk.save_programme_year(code, 2022, &said)?;
    }
    Ok(())
}

const EXPECTED: &[(&str, u64, &str)] = &[
    ("companies_consulted", 2, "companies"),
    ("companies_recommended_to", 2, "companies"), // hana and iris; jun got its recommendation the year before
    ("participants_recommended", 2, "persons"),   // bashir and chidi; chidi's two count once
    ("hires", 2, "placements"),
    ("hires_from_trial", 1, "placements"),      // bashir
    ("hires_made_permanent", 1, "placements"),  // amal
    ("new_contacts", 4, "persons"),             // bashir, chidi, daria, ester
    ("contacts_since_founding", 5, "persons"),  // and amal; farid comes a day later
    ("new_contacts_interviewed", 2, "persons"), // bashir once, chidi; daria's is too late, amal was met before
    ("career_training_participations", 4, "participations"),
    ("career_training_to_mentorship", 1, "persons"),   // bashir
    ("japanese_programme_participants", 1, "persons"), // chidi once; the club is no class
    ("talks", 4, "events"),
    ("talks_large", 1, "events"),
    ("talks_small", 1, "events"),
    ("media_coverage", 1, "events"),
    ("event_companies", 7, "companies"), // 3 and 4; the round table is no event
    ("event_business_leaders", 8, "participations"),
    ("event_participants", 2, "participations"),
    ("round_tables", 1, "events"),
];

#[test]
fn a_second_organisation_gets_its_own_figures() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    office.write(|desk| records(desk).and_then(|()| said(desk))).expect("the year");

    let small: Vec<_> = office.read(|desk| desk.figures(2022)).expect("figures").small_counts;
    let small = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect::<Vec<_>>();
    office.write(|desk| desk.approve_headlines(2022, "office", &small)).expect("an approval");
    let report = office.read(|desk| desk.report_file(2022, Language::En, ReportFormat::Json)).expect("a report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");

    for (id, value, unit) in EXPECTED {
        let figures = report["figures"].as_array().expect("figures");
        let figure = figures.iter().find(|figure| figure["id"] == *id).expect("every figure is there");
        assert_eq!((&figure["value"], &figure["unit"]), (&Value::from(*value), &Value::from(*unit)), "{id}");
    }
    let expenses: Vec<_> =
        report["programmes"].as_array().expect("programmes").iter().map(|p| &p["expenses_thousand_yen"]).collect();
    assert_eq!(expenses, [1000, 2500, 0, 0], "each is cut on its own");
    assert_eq!(report["total_expenses_thousand_yen"], 3502, "the total is cut once: 3,502,498 yen");
}

#[test]
fn a_figure_lists_the_records_behind_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    office.write(records).expect("the year");

    let explained = office.read(|desk| desk.explain(2022, "hires")).expect("an explanation");

    let names: Vec<_> = explained.records.iter().map(|line| line.participant_name.clone().expect("a person")).collect();
    assert_eq!(names, [Guarded::from("Amal"), Guarded::from("Bashir")]);
    assert_eq!(explained.figure.value, 2);
}

#[test]
fn correcting_a_fact_changes_the_figure_of_its_own_year() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    office.write(records).expect("the year");
    let new_contacts = |year| office.read(|desk| desk.explain(year, "new_contacts")).expect("a figure").figure.value;
    assert_eq!((new_contacts(2022), new_contacts(2023)), (4, 1));

    let farid = office.read(|desk| desk.explain(2023, "new_contacts")).expect("farid").records[0].fact.participant;
    let names = vec![NewName::new(NameKind::Preferred, Guarded::from("Farid"))];
    let corrected = NewParticipant {
        names,
        birth: Guarded::default(),
        nationality: Guarded::default(),
        languages: Vec::new(),
        first_contact: String::from("2023-03-01"),
        ..NewParticipant::default()
    };
    office.write(|desk| desk.correct_participant(farid.expect("an id"), &corrected)).expect("a correction");

    assert_eq!((new_contacts(2022), new_contacts(2023)), (5, 0));
}

#[test]
fn small_counts_are_not_published_without_an_approval_that_fits() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    office.write(|desk| records(desk).and_then(|()| said(desk))).expect("the year");
    let report = || office.read(|desk| desk.report_file(2022, Language::Ja, ReportFormat::Json));
    assert!(matches!(report(), Err(OfficeError::Release(_))), "nobody approved anything");

    let partly = office.write(|desk| desk.approve_headlines(2022, "office", &[(String::from("hires"), 2)]));
    assert!(matches!(partly, Err(OfficeError::Release(_))), "all small counts must have been seen");

    let small = office.read(|desk| desk.figures(2022)).expect("figures").small_counts;
    let small: Vec<_> = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect();
    let other: Vec<_> = small.iter().map(|(id, value)| (id.clone(), value + 1)).collect();
    let unseen = office.write(|desk| desk.approve_headlines(2022, "office", &other));
    assert!(matches!(unseen, Err(OfficeError::Release(_))), "a value that nobody saw is not approved");
    office.write(|desk| desk.approve_headlines(2022, "office", &small)).expect("an approval");
    assert!(report().is_ok());

    office.write(|desk| Ok(Work(desk).met("Gul", "2023-02-01"))).expect("a new fact");
    assert!(matches!(report(), Err(OfficeError::Release(_))), "a figure changed since the approval");
}

#[test]
fn sensitive_answers_need_consent_first() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    let amal = office.write(|desk| Ok(Work(desk).met("Amal", "2023-05-01"))).expect("amal");
    let finish = || {
        office.write(|desk| {
            let draft = desk.open_interview(amal)?.draft;
            let answers = [(String::from("health"), Guarded::from("An answer"))].into();
            let content = DraftContent { answers, focus: String::new(), held_on: String::from("2023-05-09") };
            let (revision, _) = desk.save_draft(&SaveDraft { draft: draft.id, revision: draft.revision, content })?;
            desk.finish_interview(draft.id, revision, false)
        })
    };

    let refused = finish();
    office
        .write(|desk| {
            desk.record_consent(amal, &EnteredConsent::new(Purpose::Interview, "fr", How::Spoken, "2023-05-09"))
        })
        .expect("consent");

    assert_eq!(refused.err(), Some(OfficeError::ConsentNeeded { question: String::from("health") }));
    assert!(finish().is_ok());
}

/// The programmes of an organisation that has none of those which a new vault starts with.
fn own_articles(desk: &WritingDesk<'_>) -> Result<(), OfficeError> {
    let mut rest = Vec::new();
    for (programme, in_use) in desk.articles()? {
        if in_use {
            // Courses belong to it: it is retired.
            let years = Years { from: None, until: Some(2020) };
            rest.push(programme.code.clone());
            desk.change_programme(&Programme { years, ..programme })?;
        } else {
            desk.remove_programme(&programme.code)?;
        }
    }
    let programme = |code: &str, ja: &str, en: &str, figure: Option<&str>, until: Option<i32>| Programme {
        code: code.to_owned(),
        name: Bilingual::new(ja, en),
        beneficiaries_figure: figure.map(String::from),
        years: Years { from: None, until },
    };
    desk.add_programme(&programme("meeting", "交流事業", "Meeting people", Some("event_participants"), None))?;
    desk.add_programme(&programme("learning", "学習支援事業", "Learning", None, None))?;
    desk.add_programme(&programme("shelter", "住まいの事業", "Shelter", None, Some(2021)))?;
    let order: Vec<_> = ["learning", "meeting", "shelter"].map(String::from).into_iter().chain(rest).collect();
    desk.order_programmes(&order)?;
    let results =
        Bilingual::new("日本語は{japanese_programme_participants}人。", "{japanese_programme_participants} learned.");
    let said = ProgrammeYear { results, staff: 4, expenses_yen: 700_999, ..ProgrammeYear::default() };
    desk.save_programme_year("learning", 2022, &said)
}

#[test]
fn programmes_of_its_own_make_its_own_report() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    office.write(own_articles).expect("the articles come first");
    office.write(records).expect("the year");

    let small = office.read(|desk| desk.figures(2022)).expect("figures").small_counts;
    let small: Vec<_> = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect();
    office.write(|desk| desk.approve_headlines(2022, "office", &small)).expect("an approval");
    let report = office.read(|desk| desk.report_file(2022, Language::En, ReportFormat::Json)).expect("a report");
    let docx = office.read(|desk| desk.report_file(2022, Language::Ja, ReportFormat::Docx)).expect("a document");
    let report: Value = serde_json::from_slice(&report).expect("JSON");

    let programmes = report["programmes"].as_array().expect("programmes");
    let names: Vec<_> = programmes.iter().map(|programme| programme["name"].as_str().expect("a name")).collect();
    assert_eq!(
        names,
        ["Learning", "Meeting people"],
        "in the order of its articles; the shelter ended the year before"
    );
    let draft = office.read(|desk| desk.draft_report(2022, Language::En)).expect("a draft");
    assert_eq!(draft.results[0].text.text(), "1 learned.", "chidi");
    assert_eq!(programmes[0]["expenses_thousand_yen"], 700);
    assert_eq!(programmes[1]["beneficiaries"], 2, "the two who came to the event");
    assert_eq!(report["total_expenses_thousand_yen"], 700);
    assert!(docx.starts_with(b"PK"));
    let before = office.read(|desk| desk.draft_report(2021, Language::En)).expect("a draft");
    assert_eq!(
        before.rows.iter().map(|row| row.programme.as_str()).collect::<Vec<_>>(),
        ["learning", "meeting", "shelter"]
    );
}

fn own(programme: &str, name: &str, kind: FactKind, measure: Measured) -> EnteredIndicator {
    let count =
        Definition { kind, measure, details: Vec::new(), of_programme: None, least: None, most: None, up_to: false };
    EnteredIndicator {
        programme: programme.to_owned(),
        name: Bilingual::new(format!("{name}(日本語)"), name),
        rule: Bilingual::new("数え方。", "How it is counted."),
        from_year: None,
        count,
    }
}

/// Figures that no program has, and which figures its two programmes show.
fn own_figures(desk: &WritingDesk<'_>) -> Result<(), OfficeError> {
    // Whatever course of the former programme: 4 trainings, 3 mentorships, 2 classes, 1 club.
    let mut joined = own("learning", "Courses joined", FactKind::Enrolled, Measured::Records);
    joined.count.of_programme = Some(String::from("integration"));
    // Only daria joined the club.
    let mut club = own("learning", "People at the club", FactKind::Enrolled, Measured::Persons);
    club.count.details = vec![String::from("japanese_club")];
    // One round table with nine companies.
    let mut seats = own("meeting", "Seats at round tables", FactKind::HeadCount, Measured::Sum);
    seats.count.details = vec![String::from("round_table.companies")];
    // Of the four talks one had fewer than 75 listeners; of one nobody counted them.
    let mut talks = own("meeting", "Talks to a few", FactKind::Talk, Measured::Records);
    talks.count.most = Some(74);
    // Two with hana and one with iris; jun was before the year.
    let discussions = own("meeting", "Discussions", FactKind::Discussion, Measured::Records);
    // amal, bashir, chidi, daria and ester were met by then.
    let known = own("meeting", "Everybody met", FactKind::FirstContact, Measured::Persons);
    let known = EnteredIndicator { count: Definition { up_to: true, ..known.count.clone() }, ..known };
    let [joined, club, seats, talks, discussions, _] =
        [joined, club, seats, talks, discussions, known].map(|entered| desk.add_indicator(&entered).expect("a figure"));
    desk.choose_figures("learning", Some(&[joined, String::from("japanese_programme_participants"), club.clone()]))?;
    desk.choose_figures("meeting", Some(&[seats, String::from("event_participants"), discussions, talks]))?;
    let results =
        Bilingual::new("{own_everybody_met}人。", "{own_everybody_met} people, {own_people_at_the_club} at the club.");
    let rent = |what: &str, yen| Expense { what: what.to_owned(), yen };
    let expenses = vec![rent("Rent", 500_600), rent("Books", 200_399)];
    let said = ProgrammeYear { results, expenses_yen: 1, expenses, ..ProgrammeYear::default() };
    desk.save_programme_year("learning", 2022, &said)
}

#[test]
fn figures_of_its_own_make_its_own_report() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    office.write(own_articles).expect("the articles come first");
    office.write(records).expect("the year");
    office.write(own_figures).expect("the figures");

    let small = office.read(|desk| desk.figures(2022)).expect("figures").small_counts;
    let small: Vec<_> = small.iter().map(|count| (count.figure.as_str().to_owned(), count.value)).collect();
    assert!(small.iter().all(|(id, _)| id != "hires"), "what the report does not show needs no approval: {small:?}");
    office.write(|desk| desk.approve_headlines(2022, "office", &small)).expect("an approval");
    let report = office.read(|desk| desk.report_file(2022, Language::En, ReportFormat::Json)).expect("a report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");

    let figures = report["figures"].as_array().expect("figures").iter();
    let figures: Vec<_> = figures
        .map(|figure| (figure["id"].as_str().expect("an id"), figure["value"].as_u64().expect("a number")))
        .collect();
    assert_eq!(
        figures,
        [
            ("own_courses_joined", 10),
            ("japanese_programme_participants", 1),
            ("own_people_at_the_club", 1),
            ("own_seats_at_round_tables", 9),
            ("event_participants", 2),
            ("own_discussions", 3),
            ("own_talks_to_a_few", 1),
            ("own_everybody_met", 5),
        ],
        "what each programme shows, in the order of the articles, then what the words name"
    );
    let draft = office.read(|desk| desk.draft_report(2022, Language::En)).expect("a draft");
    assert_eq!(draft.results[0].text.text(), "5 people, 1 at the club.");
    assert_eq!(report["programmes"][0]["expenses_thousand_yen"], 700, "the sum of the lines: 700,999 yen");
    let docx = office.read(|desk| desk.report_file(2022, Language::Ja, ReportFormat::Docx)).expect("a document");
    assert!(docx.starts_with(b"PK"));

    let explained = office.read(|desk| desk.explain(2022, "own_people_at_the_club")).expect("an explanation");
    let names: Vec<_> = explained.records.iter().map(|line| line.participant_name.clone().expect("a person")).collect();
    assert_eq!(names, [Guarded::from("Daria")], "an own figure opens its records");
}

#[test]
fn another_way_of_counting_holds_from_a_later_year_on() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    office.write(records).expect("the year");
    let met = own("integration", "People met", FactKind::FirstContact, Measured::Persons);
    office.write(|desk| desk.add_indicator(&met)).expect("a figure");
    let value = |year| office.read(|desk| desk.explain(year, "own_people_met")).expect("a figure").figure.value;
    assert_eq!((value(2022), value(2023)), (4, 1));

    let upto = |from_year| EnteredIndicator {
        from_year,
        count: Definition { up_to: true, ..met.count.clone() },
        ..met.clone()
    };
    let change = |entered: &EnteredIndicator| office.write(|desk| desk.change_indicator("own_people_met", entered));
    let field = |refused: Result<(), OfficeError>| match refused {
        Err(OfficeError::Field { field, .. }) => field,
        other => panic!("not refused at a field: {other:?}"),
    };

    assert_eq!(field(change(&upto(None))), "from_year", "it would change what was printed");
    change(&upto(Some(2023))).expect("another way of counting");
    assert_eq!((value(2022), value(2023)), (4, 6), "2022 is counted as it was");
    assert_eq!(field(change(&EnteredIndicator { from_year: Some(2023), ..met.clone() })), "from_year");

    let club = own("integration", "x", FactKind::SessionHeads, Measured::Persons);
    let add = |entered: &EnteredIndicator| field(office.write(|desk| desk.add_indicator(entered).map(drop)));
    assert_eq!(add(&club), "measure", "heads have no names");
    assert_eq!(add(&EnteredIndicator { programme: String::from("nowhere"), ..met.clone() }), "programme");
    assert_eq!(add(&EnteredIndicator { name: Bilingual::new("名", " "), ..met.clone() }), "name_en");
    assert_eq!(add(&EnteredIndicator { rule: Bilingual::new("", "How."), ..met }), "rule_ja");
}

#[test]
fn a_figure_that_words_name_is_not_taken_away() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let office = office(&folder);
    let met = own("integration", "People met", FactKind::FirstContact, Measured::Persons);
    let id = office.write(|desk| desk.add_indicator(&met)).expect("a figure");
    let say = |text: &str| {
        let said = ProgrammeYear { results: Bilingual::new(text, ""), ..ProgrammeYear::default() };
        office.write(|desk| desk.save_programme_year("integration", 2022, &said))
    };
    say("{own_people_met}人").expect("a figure on record");
    let remove = |removed| office.write(|desk| desk.remove_indicator(&id, removed));

    assert_eq!(remove(true), Err(OfficeError::InUse));
    say("").expect("other words");
    remove(true).expect("removed");
    assert!(matches!(say("{own_people_met}人"), Err(OfficeError::UnknownFigure { .. })));
    let again = office.write(|desk| desk.add_indicator(&met)).expect("another figure");
    assert_eq!(again, "own_people_met_2", "a code is given once");
    remove(false).expect("back again");
    say("{own_people_met}人").expect("a figure on record");
}
