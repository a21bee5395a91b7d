//! Companies, openings, recommendations and what follows a hire, and what of it is refused.

use casework::{
    company::CompanyProfile,
    consent::{Gate, Purpose},
    ids::{CompanyId, OpeningId, ParticipantId, RecommendationId},
    merging::{MergeField, Side as MergeSide},
    opening::NewOpening,
    participant::WorkPermission,
    placement::{Side, Step, StepError, retention::Still, warnings::PlacementWarning},
    profile::{JlptLevel, ResidencePeriod},
};
use guarded::Guarded;
use office::{
    AgendaSource, CompanyRemoved, EnteredContact, EnteredDiscussion, EnteredOpening, EnteredRecommendation,
    EnteredRetention, EnteredStep, OfficeError, ProfileRecord, Whose,
};

use crate::care::{Here, day, here, secret};

const TODAY: &str = "2024-10-01";

fn offer(company: CompanyId, title: &str) -> EnteredOpening {
    let opening = NewOpening::new(company, secret(title), day(TODAY));
    EnteredOpening { opening, received_on: "2024-05-01".into(), valid_until: String::new() }
}

fn opening(here: &Here, company: CompanyId, title: &str) -> OpeningId {
    here.office.write(|desk| desk.add_opening(&offer(company, title))).expect("an opening")
}

fn asked(participant: ParticipantId, company: CompanyId, opening: Option<OpeningId>) -> EnteredRecommendation {
    EnteredRecommendation {
        participant,
        company,
        opening,
        on: "2024-06-01".into(),
        starts_on: String::new(),
        share_note: Guarded::default(),
        inside_note: Guarded::default(),
        despite_reason: Guarded::default(),
    }
}

fn step(step: Step, on: &str) -> EnteredStep {
    EnteredStep {
        step,
        on: on.into(),
        reason: if step == Step::Ended { "withdrew".into() } else { String::new() },
        side: None,
        planned_end: String::new(),
        term: None,
        note: Guarded::default(),
        despite_reason: Guarded::default(),
    }
}

fn recommend(here: &Here, entered: &EnteredRecommendation) -> Result<RecommendationId, OfficeError> {
    here.office.write(|desk| desk.recommend_for(entered))
}

fn take(here: &Here, id: RecommendationId, entered: &EnteredStep) -> Result<(), OfficeError> {
    here.office.write(|desk| desk.take_step(id, entered))
}

fn answer(here: &Here, id: RecommendationId, months: u32, still: Still, on: &str) -> Result<(), OfficeError> {
    let entered = EnteredRetention { months, still, asked_on: on.into(), note: Guarded::default() };
    here.office.write(|desk| desk.answer_retention(id, &entered))
}

fn field<T: std::fmt::Debug>(refused: Result<T, OfficeError>) -> String {
    match refused {
        Err(OfficeError::Field { field, .. }) => field,
        other => panic!("a refused field, not {other:?}"),
    }
}

/// Somebody who consents, with a permit that allows work until a day.
fn permitted_until(here: &Here, name: &str, ends: &str) -> ParticipantId {
    let person = here.meet(name, "2024-04-10");
    here.consent_to(person, Purpose::Placement, "2024-05-01");
    let period = ResidencePeriod {
        status: secret("designated_applying"),
        from: Some(day("2024-04-01")),
        told_on: day("2024-04-10"),
        ends_on: Some(day(ends)),
        work: WorkPermission::Permitted,
        work_ends_on: None,
        work_limits: None,
        designation: None,
        evidence: None,
    };
    here.office.write(|desk| desk.add_to_profile(person, ProfileRecord::Residence(period))).expect("a permit");
    person
}

fn ready(here: &Here, name: &str) -> ParticipantId {
    permitted_until(here, name, "2030-01-01")
}

#[test]
fn nobody_is_under_way_twice_for_one_opening_or_one_company() {
    let here = here(TODAY);
    let (amal, company) = (ready(&here, "Amal"), here.company("Perch Ltd"));
    let (first, second) = (opening(&here, company, "Assembly"), opening(&here, company, "Office"));
    recommend(&here, &asked(amal, company, Some(first))).expect("the first");

    assert_eq!(field(recommend(&here, &asked(amal, company, Some(first)))), "company");
    assert_eq!(field(recommend(&here, &asked(amal, company, None))), "company");
    let other = asked(amal, company, Some(second));
    assert_eq!(field(recommend(&here, &other)), "despite_reason", "another opening there needs a reason");
    let told = EnteredRecommendation { despite_reason: secret("Both teams asked"), ..other };
    let id = recommend(&here, &told).expect("with a reason");
    let page = here.office.read(|desk| desk.placement_page(id)).expect("a page");
    assert_eq!(page.line.recommendation.despite, "same_company");
    assert_eq!(page.line.recommendation.despite_reason, secret("Both teams asked"));
}

#[test]
fn a_permit_that_ends_before_work_starts_needs_a_reason_that_is_kept() {
    let here = here(TODAY);
    let (amal, company) = (permitted_until(&here, "Amal", "2024-11-30"), here.company("Perch Ltd"));
    let starting = |on: &str| EnteredRecommendation { starts_on: on.into(), ..asked(amal, company, None) };

    let warned = |on| here.office.read(|desk| desk.recommendation_warnings(&starting(on))).expect("looked at");
    assert_eq!(warned("2024-11-30"), []);
    assert_eq!(warned("2024-12-01").iter().map(|one| one.code()).collect::<Vec<_>>(), ["permit_ends"]);
    assert_eq!(field(recommend(&here, &starting("2024-12-01"))), "despite_reason");
    let told = EnteredRecommendation { despite_reason: secret("Renewal is under way"), ..starting("2024-12-01") };
    recommend(&here, &told).expect("with a reason");
    assert_eq!(field(recommend(&here, &starting("2024-05-31"))), "starts_on", "not before the recommendation");
}

#[test]
fn without_consent_nobody_is_recommended_whatever_reason_is_given() {
    let here = here(TODAY);
    let (amal, company) = (here.meet("Amal", "2024-04-10"), here.company("Perch Ltd"));
    let told = EnteredRecommendation { despite_reason: secret("It is urgent"), ..asked(amal, company, None) };

    assert_eq!(recommend(&here, &told), Err(OfficeError::GateClosed(Gate::Recommending)));
}

#[test]
fn there_is_no_hire_without_a_recommendation_and_none_before_it() {
    let here = here(TODAY);
    let (amal, company) = (ready(&here, "Amal"), here.company("Perch Ltd"));

    assert_eq!(take(&here, RecommendationId(7), &step(Step::Employed, "2024-06-10")), Err(OfficeError::NotFound));
    let id = recommend(&here, &asked(amal, company, None)).expect("recommended");
    let before = take(&here, id, &step(Step::Employed, "2024-05-31"));
    assert_eq!(before, Err(OfficeError::Step(StepError::BeforePrevious)));
    assert_eq!(field(take(&here, id, &step(Step::Employed, "2024-10-02"))), "on", "not ahead");
}

#[test]
fn an_end_needs_a_reason_and_comes_after_what_it_ends() {
    let here = here(TODAY);
    let (amal, company) = (ready(&here, "Amal"), here.company("Perch Ltd"));
    let id = recommend(&here, &asked(amal, company, None)).expect("recommended");
    take(&here, id, &step(Step::TrialHire, "2024-07-01")).expect("a trial");

    let end = |on: &str, reason: &str| EnteredStep {
        reason: reason.into(),
        side: Some(Side::Company),
        ..step(Step::Ended, on)
    };
    assert_eq!(field(take(&here, id, &end("2024-08-01", ""))), "reason");
    assert_eq!(field(take(&here, id, &end("2024-08-01", "no_such_reason"))), "reason");
    let before = take(&here, id, &end("2024-06-30", "withdrew"));
    assert_eq!(before, Err(OfficeError::Step(StepError::BeforePrevious)));
    take(&here, id, &end("2024-08-01", "trial_not_continued")).expect("an end");
    let line = here.office.read(|desk| desk.placement_page(id)).expect("a page").line;
    assert_eq!(line.placement.last_active(), Some(Step::TrialHire), "how far it got stays");
    assert_eq!(line.placement.steps.last().and_then(|step| step.side), Some(Side::Company));
    let trial_ends = EnteredStep { planned_end: "2024-06-30".into(), ..step(Step::TrialHire, "2024-07-01") };
    let again = recommend(&here, &EnteredRecommendation { on: "2024-08-02".into(), ..asked(amal, company, None) });
    let again = again.expect("after an end they may be recommended there again");
    assert_eq!(field(take(&here, again, &trial_ends)), "planned_end", "an end before its start");
}

#[test]
fn work_at_two_companies_at_once_needs_a_reason() {
    let here = here(TODAY);
    let amal = ready(&here, "Amal");
    let hired = |company: &str| recommend(&here, &asked(amal, here.company(company), None)).expect("recommended");
    let (first, second) = (hired("Perch Ltd"), hired("Nest Ltd"));
    take(&here, first, &step(Step::Employed, "2024-07-01")).expect("work");

    let next = step(Step::TrialHire, "2024-08-01");
    let warned = here.office.read(|desk| desk.step_warnings(second, next.step, &next.on)).expect("looked at");
    assert_eq!(warned, [PlacementWarning::WorksElsewhere(first)]);
    assert_eq!(field(take(&here, second, &next)), "despite_reason");
    take(&here, second, &EnteredStep { despite_reason: secret("Two part-time jobs"), ..next }).expect("with a reason");
    take(&here, second, &step(Step::Employed, "2024-09-01")).expect("who works there already is not asked again");
}

#[test]
fn retention_is_answered_after_its_day_and_without_contradiction() {
    let here = here("2026-01-10");
    let (amal, company) = (ready(&here, "Amal"), here.company("Perch Ltd"));
    let id = recommend(&here, &asked(amal, company, None)).expect("recommended");
    assert_eq!(field(answer(&here, id, 1, Still::Yes, "2025-01-01")), "months", "nobody was employed");
    take(&here, id, &step(Step::Employed, "2024-07-01")).expect("work");

    assert_eq!(field(answer(&here, id, 1, Still::Yes, "2024-07-31")), "asked_on");
    assert_eq!(field(answer(&here, id, 3, Still::Yes, "2025-01-01")), "months");
    answer(&here, id, 12, Still::Yes, "2025-07-01").expect("the last one first");
    assert_eq!(field(answer(&here, id, 6, Still::No, "2025-07-02")), "still", "they were there later");
    answer(&here, id, 6, Still::Unknown, "2025-07-02").expect("nobody knows");
    answer(&here, id, 6, Still::Yes, "2025-07-03").expect("given anew");
    let line = here.office.read(|desk| desk.placement_page(id)).expect("a page").line;
    assert_eq!(line.retention.iter().map(|one| one.months).collect::<Vec<_>>(), [6, 12]);
    assert_eq!(line.due_checks.iter().map(|(months, _)| *months).collect::<Vec<_>>(), [1]);
    let back = here.office.write(|desk| desk.take_step_back(id, Step::Employed));
    assert_eq!(back, Err(OfficeError::Step(StepError::NotNewest)), "answers hang on it");
}

#[test]
fn only_the_newest_step_is_taken_back_and_an_edit_can_be_undone() {
    let here = here(TODAY);
    let (amal, company) = (ready(&here, "Amal"), here.company("Perch Ltd"));
    let id = recommend(&here, &asked(amal, company, None)).expect("recommended");
    take(&here, id, &step(Step::CompanyInterview, "2024-06-10")).expect("an interview");
    take(&here, id, &step(Step::Offer, "2024-06-20")).expect("an offer");
    let back = |step| here.office.write(|desk| desk.take_step_back(id, step));
    let steps = || here.office.read(|desk| desk.placement_page(id)).expect("a page").line.placement.steps.len();

    assert_eq!(back(Step::CompanyInterview), Err(OfficeError::Step(StepError::NotNewest)));
    assert_eq!(here.office.write(|desk| desk.remove_recommendation(id)), Err(StepError::Passed.into()));
    back(Step::Offer).expect("the newest");
    assert_eq!(steps(), 1);
    here.office.undo(amal).expect("undone");
    assert_eq!(steps(), 2);
}

#[test]
fn a_company_with_history_is_retired_and_one_without_is_removed() {
    let here = here(TODAY);
    let (amal, old, new) = (ready(&here, "Amal"), here.company("Perch Ltd"), here.company("Nest Ltd"));
    here.office.write(|desk| desk.record_discussion(old, day("2024-05-01"))).expect("a talk");
    let remove = |company| here.office.write(|desk| desk.remove_company(company));

    assert_eq!(remove(new), Ok(CompanyRemoved::Gone));
    assert_eq!(here.office.read(|desk| desk.company_page(new)).err(), Some(OfficeError::NotFound));
    assert_eq!(remove(old), Ok(CompanyRemoved::Retired));
    assert_eq!(field(recommend(&here, &asked(amal, old, None))), "company");
    assert_eq!(field(here.office.write(|desk| desk.add_opening(&offer(old, "Assembly")))), "company");
    here.office.write(|desk| desk.restore_company(old)).expect("taken up again");
    recommend(&here, &asked(amal, old, None)).expect("recommended");
}

#[test]
fn a_company_is_found_in_any_script_and_the_same_name_is_told() {
    let here = here(TODAY);
    let profile = CompanyProfile {
        name: secret("株式会社見本坂製作所"),
        reading: secret("みほんざかせいさくしょ"),
        name_en: secret("Mihonzaka Works"),
        ..CompanyProfile::default()
    };
    let add = |another| here.office.write(|desk| desk.enter_company(&profile, another));
    add(false).expect("a company");

    for query in ["見本坂", "ミホンザカ", "mihonzaka works", "ＭＩＨＯＮ"] {
        let found = here.office.read(|desk| desk.companies(&secret(query))).expect("found");
        assert_eq!(found.len(), 1, "one for a query of {} letters", query.chars().count());
    }
    assert_eq!(field(add(false)), "name");
    add(true).expect("another one with the same name");
}

#[test]
fn the_next_step_after_a_talk_is_on_the_agenda_until_it_is_done() {
    let here = here(TODAY);
    let company = here.company("Perch Ltd");
    let talk = EnteredDiscussion {
        on: "2024-09-20".into(),
        next_step: secret("Send the draft"),
        due_on: "2024-10-04".into(),
        ..EnteredDiscussion::default()
    };
    let enter = |talk: &EnteredDiscussion| here.office.write(|desk| desk.enter_discussion(company, talk));
    assert_eq!(field(enter(&EnteredDiscussion { due_on: "2024-09-19".into(), ..talk.clone() })), "due_on");
    assert_eq!(field(enter(&EnteredDiscussion { next_step: secret(" "), ..talk.clone() })), "next_step");
    let id = enter(&talk).expect("a talk");
    let due = || {
        let lines = here.office.read(|desk| desk.agenda(Whose::Mine, day("2024-10-08"), false)).expect("an agenda");
        lines.iter().filter(|line| matches!(line.source, AgendaSource::Discussion(_))).count()
    };

    assert_eq!(due(), 1);
    here.office.write(|desk| desk.finish_next_step(id, true)).expect("done");
    assert_eq!(due(), 0);
}

#[test]
fn who_fits_is_shown_with_reasons_and_nobody_is_left_out() {
    let here = here(TODAY);
    let (amal, bashir) = (ready(&here, "Amal"), permitted_until(&here, "Bashir", "2024-08-31"));
    let company = here.company("Perch Ltd");
    let mut wanted = offer(company, "Assembly");
    wanted.opening.japanese = Some(JlptLevel::N3);
    let id = here.office.write(|desk| desk.add_opening(&wanted)).expect("an opening");

    let found = here.office.read(|desk| desk.fitting(id)).expect("looked at");

    assert_eq!(found.people.iter().map(|one| one.person.id).collect::<Vec<_>>(), [amal, bashir]);
    assert_eq!(found.people.iter().map(|one| one.fit.is_against()).collect::<Vec<_>>(), [false, true]);
    assert_eq!(found.of, 2);
    let placed = recommend(&here, &asked(amal, company, Some(id))).expect("recommended");
    assert!(here.office.read(|desk| desk.fitting(id)).expect("looked at").people[0].under_way);
    take(&here, placed, &step(Step::Employed, "2024-07-01")).expect("work");
    let left = here.office.read(|desk| desk.fitting(id)).expect("looked at").people;
    assert_eq!(left.iter().map(|one| one.person.id).collect::<Vec<_>>(), [bashir], "who has work is not sought");
    let full = here.office.read(|desk| desk.recommendation_warnings(&asked(bashir, company, Some(id))));
    assert!(full.expect("looked at").contains(&PlacementWarning::OpeningFilled));
}

#[test]
fn an_opening_belongs_to_one_company_and_does_not_begin_after_what_came_of_it() {
    let here = here(TODAY);
    let (amal, one, other) = (ready(&here, "Amal"), here.company("Perch Ltd"), here.company("Nest Ltd"));
    let id = opening(&here, one, "Assembly");
    let correct = |entered: &EnteredOpening| here.office.write(|desk| desk.correct_opening(id, entered));

    assert_eq!(recommend(&here, &asked(amal, other, Some(id))), Err(OfficeError::NotFound));
    recommend(&here, &asked(amal, one, Some(id))).expect("recommended");
    let later = EnteredOpening { received_on: "2024-06-02".into(), ..offer(one, "Assembly") };
    assert_eq!(field(correct(&later)), "received_on");
    let close = |on: &str, reason: &str| here.office.write(|desk| desk.close_opening(id, on, reason));
    assert_eq!(field(close("2024-04-30", "filled")), "on");
    assert_eq!(field(close("2024-07-01", "")), "reason");
    close("2024-07-01", "filled").expect("closed");
    assert_eq!(field(close("2024-07-02", "filled")), "on", "closed before");
    here.office.write(|desk| desk.reopen_opening(id)).expect("open again");
}

#[test]
fn somebody_in_a_company_is_one_person_with_the_mentor_they_are() {
    let here = here(TODAY);
    let (first, second) = (here.company("Perch Ltd"), here.company("Nest Ltd"));
    let add = |company, entered: &EnteredContact| here.office.write(|desk| desk.add_contact(company, entered));
    let new = EnteredContact { name: secret("Sato"), reach: secret("000"), ..EnteredContact::default() };
    add(first, &new).expect("somebody");
    let page = |company| here.office.read(|desk| desk.company_page(company)).expect("a page").contacts;
    let who = page(first)[0].contact.contact.associate;

    add(second, &EnteredContact { associate: Some(who), ..EnteredContact::default() }).expect("the same one");

    assert_eq!(page(second)[0].name, secret("Sato"));
    assert_eq!(field(add(first, &EnteredContact::default())), "names.0.text");
    here.office.write(|desk| desk.remove_associate(who)).expect("removed");
    assert!(page(first).is_empty() && page(second).is_empty(), "nothing says any more who they were");
}

#[test]
fn what_stays_inside_is_kept_apart_from_what_may_be_told() {
    let here = here(TODAY);
    let (amal, company) = (ready(&here, "Amal"), here.company("Perch Ltd"));
    let noted = EnteredRecommendation { inside_note: secret("stays inside"), ..asked(amal, company, None) };
    let id = recommend(&here, &noted).expect("recommended");
    let page = here.office.read(|desk| desk.placement_page(id)).expect("a page");
    assert_eq!(page.inside_note, secret("stays inside"));
    assert_eq!(page.line.recommendation.share_note, Guarded::default(), "the two are kept apart");
}

#[test]
fn when_two_records_become_one_no_note_is_lost() {
    let here = here(TODAY);
    let (kept, gone) = (ready(&here, "Amal Haddad"), ready(&here, "أمل حداد"));
    let company = here.company("Perch Ltd");
    let noted =
        |person, text: &str| EnteredRecommendation { inside_note: secret(text), ..asked(person, company, None) };
    let id = recommend(&here, &noted(kept, "first")).expect("recommended");
    recommend(&here, &noted(gone, "second")).expect("the same on the other record");
    let choices = std::collections::BTreeMap::from([(MergeField::ShownName, MergeSide::Kept)]);

    here.office.write(|desk| desk.merge(kept, gone, &choices)).expect("merged");

    let page = here.office.read(|desk| desk.placement_page(id)).expect("a page");
    assert_eq!(page.inside_note, secret("first\n\nsecond"));
    assert_eq!(here.office.read(|desk| desk.placements_of(kept)).expect("a list").len(), 1, "recommended once");
}
