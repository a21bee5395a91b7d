//! The ledgers of the placement law: put together out of the records, complete or said not to be, kept after an erasure.

use crate::care::{self, Here, day, deed, here, secret};
use casework::{
    company::CompanyProfile,
    consent::Purpose,
    fee::{Fee, FeeFor, FeeKind},
    ids::{CompanyId, OpeningId, ParticipantId, RecommendationId},
    ledger::{Lasting, Missing, Seeking},
    opening::{NewOpening, PayUnit, Term},
    placement::Step,
};
use office::{
    CvFile, EnteredOpening, EnteredRecommendation, EnteredStep, ErasureReason, LedgerFile, LedgerFileError, LedgerKind,
    LedgerRecord, Ledgers, Licence, OfficeError, ReportLine, Role, SessionError,
};
use paper::Language;

const TODAY: &str = "2024-12-20";
const YEAR: i32 = 2024;

fn seeking(received: &str) -> Seeking {
    Seeking {
        received_on: day(received),
        valid_until: None,
        closed_on: None,
        occupation: "9".into(),
        wish: None,
        address: Some(secret("CANARY東京都北区")),
    }
}

fn ask(here: &Here, who: ParticipantId, seeking: Seeking) -> Result<u32, OfficeError> {
    here.office.write(|desk| desk.save_seeking(who, None, seeking.clone()))
}

fn ledgers(here: &Here) -> Ledgers {
    here.office.read(|desk| desk.ledgers(YEAR)).expect("the ledgers")
}

fn number(ledgers: &Ledgers, line: ReportLine) -> u32 {
    ledgers.report.iter().find(|count| count.line == line).expect("a line").number
}

fn file(kind: LedgerKind) -> LedgerFile {
    LedgerFile { kind, year: YEAR, language: Language::Japanese, file: CvFile::Pdf }
}

/// A company of which everything is known, and an opening of it without an end.
fn offering(here: &Here) -> (CompanyId, OpeningId) {
    let profile = CompanyProfile {
        name: secret("Perch Foods"),
        address: secret("東京都港区1-1"),
        phone: secret("03-0000-0000"),
        ..CompanyProfile::default()
    };
    let company = here.office.write(|desk| desk.enter_company(&profile, true)).expect("a company");
    let opening = NewOpening {
        company,
        title: secret("検品"),
        occupation: "9".into(),
        tasks: secret(""),
        prefecture: "13".into(),
        place: secret(""),
        pay_from: Some(200_000),
        pay_to: None,
        pay_unit: PayUnit::Month,
        term: Some(Term::Regular),
        term_months: None,
        trial_months: None,
        hours: secret(""),
        conditions: secret(""),
        japanese: None,
        languages: vec![],
        statuses: vec![],
        sought: 2,
        received_on: day("2024-05-01"),
        valid_until: None,
        notes: secret("CANARYnotes"),
    };
    let entered = EnteredOpening { opening, received_on: "2024-05-01".into(), valid_until: String::new() };
    (company, here.office.write(|desk| desk.add_opening(&entered)).expect("an opening"))
}

fn introduce(
    here: &Here,
    who: ParticipantId,
    company: CompanyId,
    opening: Option<OpeningId>,
    on: &str,
) -> RecommendationId {
    here.consent_to(who, Purpose::Placement, on);
    let entered = EnteredRecommendation {
        participant: who,
        company,
        opening,
        on: on.into(),
        starts_on: String::new(),
        share_note: secret(""),
        inside_note: secret("CANARYinside"),
        despite_reason: secret("seen the card"),
    };
    here.office.write(|desk| desk.recommend_for(&entered)).expect("a recommendation")
}

fn step(here: &Here, id: RecommendationId, step: Step, on: &str, term: Option<Term>, planned_end: &str) {
    let entered = EnteredStep {
        step,
        on: on.into(),
        reason: String::new(),
        side: None,
        planned_end: planned_end.into(),
        term,
        note: secret(""),
        despite_reason: secret("seen the card"),
    };
    here.office.write(|desk| desk.take_step(id, &entered)).expect("a step");
}

#[test]
fn a_complete_record_makes_a_complete_ledger() {
    let here = here(TODAY);
    let (company, opening) = offering(&here);
    let amal = here.meet("Amal", "2024-04-10");
    ask(&here, amal, seeking("2024-04-15")).expect("kept");
    let placed = introduce(&here, amal, company, Some(opening), "2024-05-10");
    step(&here, placed, Step::Employed, "2024-09-01", Some(Term::Regular), "");

    let ledgers = ledgers(&here);

    assert_eq!((ledgers.openings.len(), ledgers.seekers.len()), (1, 1));
    let (entry, seeker) = (&ledgers.openings[0], &ledgers.seekers[0]);
    assert_eq!((entry.missing.as_slice(), seeker.missing.as_slice()), (&[][..], &[][..]));
    assert_eq!(entry.introductions[0].missing, []);
    assert_eq!(entry.introductions[0].came.not_lured_until, Some(day("2026-09-01")));
    assert_eq!(number(&ledgers, ReportLine::NewOpenings(Some(Lasting::Regular))), 2, "people, not openings");
    assert_eq!(number(&ledgers, ReportLine::Hires(Some(Lasting::Regular))), 1);
    assert_eq!((number(&ledgers, ReportLine::NewSeekers), number(&ledgers, ReportLine::OpenSeekers)), (1, 1));
    let hires = ledgers.report.iter().find(|count| count.line == ReportLine::Hires(Some(Lasting::Regular)));
    assert_eq!(hires.expect("a line").records, [LedgerRecord::Participant(amal)]);
}

#[test]
fn what_is_missing_is_named_where_it_is_missing() {
    let here = here(TODAY);
    let company = here.company("Bare Foods");
    let bashir = here.meet("Bashir", "2024-04-10");
    let placed = introduce(&here, bashir, company, None, "2024-05-10");
    step(&here, placed, Step::Employed, "2024-05-20", None, "");

    let ledgers = ledgers(&here);

    assert_eq!(ledgers.openings[0].missing, [Missing::Opening], "nobody is introduced to nothing");
    assert_eq!(ledgers.openings[0].introductions[0].missing, [Missing::Term]);
    assert_eq!(ledgers.seekers[0].missing, [Missing::Received]);
    assert_eq!(number(&ledgers, ReportLine::Hires(None)), 1, "a hire whose term nobody knows is not hidden");
}

#[test]
fn who_left_within_six_months_is_counted_in_the_year_of_the_hire() {
    let here = here(TODAY);
    let (company, opening) = offering(&here);
    for (name, ended) in [("Amal", Some("2024-08-01")), ("Bashir", None), ("Chiara", None)] {
        let who = here.meet(name, "2024-04-10");
        let placed = introduce(&here, who, company, Some(opening), "2024-05-10");
        let hired = if name == "Chiara" { "2024-10-01" } else { "2024-05-20" };
        step(&here, placed, Step::Employed, hired, Some(Term::Indefinite), "");
        if let Some(ended) = ended {
            here.step(placed, Step::Ended, ended);
        }
    }

    let ledgers = ledgers(&here);

    assert_eq!(number(&ledgers, ReportLine::EndlessHires), 3);
    assert_eq!(number(&ledgers, ReportLine::LeftWithinSixMonths), 1);
    assert_eq!(number(&ledgers, ReportLine::SixMonthsUnknown), 1, "nobody asked Bashir; Chiara's six months run");
}

#[test]
fn a_year_has_what_stood_in_it_and_no_more() {
    let here = here(TODAY);
    let amal = here.meet("Amal", "2023-04-10");
    let closed = Seeking { closed_on: day("2024-03-31").into(), ..seeking("2023-05-01") };
    ask(&here, amal, closed).expect("kept");
    let bashir = here.meet("Bashir", "2023-04-10");
    ask(&here, bashir, Seeking { closed_on: day("2024-04-01").into(), ..seeking("2023-05-01") }).expect("kept");

    let who: Vec<_> = ledgers(&here).seekers.iter().map(|entry| entry.participant).collect();

    assert_eq!(who, [bashir], "whose request was closed on the last day of March belongs to the year before");
    assert_eq!(number(&ledgers(&here), ReportLine::NewSeekers), 0);
    assert!(matches!(here.office.read(|desk| desk.ledgers(0)), Err(OfficeError::Field { .. })));
}

#[test]
fn a_request_is_refused_at_its_field() {
    let here = here(TODAY);
    let amal = here.meet("Amal", "2024-04-10");
    let field = |seeking: Seeking| match ask(&here, amal, seeking) {
        Err(OfficeError::Field { field, .. }) => field,
        other => panic!("{other:?}"),
    };

    assert_eq!(field(seeking("2024-04-09")), "received_on", "before anybody met them");
    assert_eq!(field(seeking("2024-12-21")), "received_on");
    assert_eq!(field(Seeking { valid_until: Some(day("2024-04-01")), ..seeking("2024-05-01") }), "valid_until");
    assert_eq!(field(Seeking { occupation: "nonsense".into(), ..seeking("2024-05-01") }), "occupation");
    assert_eq!(field(Seeking { address: Some(secret(&"x".repeat(301))), ..seeking("2024-05-01") }), "address");
}

#[test]
fn a_request_of_somebody_else_is_neither_corrected_nor_removed() {
    let here = here(TODAY);
    let (amal, bashir) = (here.meet("Amal", "2024-04-10"), here.meet("Bashir", "2024-04-10"));
    let id = ask(&here, amal, seeking("2024-05-01")).expect("kept");

    let corrected = here.office.write(|desk| desk.save_seeking(bashir, Some(id), seeking("2024-06-01")));
    let removed = here.office.write(|desk| desk.remove_seeking(bashir, id));

    assert_eq!((corrected.err(), removed.err()), (Some(OfficeError::NotFound), Some(OfficeError::NotFound)));
    here.office.write(|desk| desk.save_seeking(amal, Some(id), seeking("2024-06-01"))).expect("corrected");
    let kept = here.office.read(|desk| desk.seekings(amal)).expect("the requests");
    assert_eq!(kept, [(id, seeking("2024-06-01"))]);
    here.office.write(|desk| desk.remove_seeking(amal, id)).expect("removed");
    assert!(here.deeds().contains(&deed("remove", "seeking")));
}

#[test]
fn an_erasure_leaves_what_the_law_wants_of_who_asked_to_be_placed_and_nothing_else() {
    let here = here(TODAY);
    let amal = here.meet("Amal", "2024-04-10");
    ask(&here, amal, Seeking { closed_on: Some(day("2024-06-01")), ..seeking("2024-04-15") }).expect("kept");

    let preview = here.office.erasure_preview(amal).expect("a preview");
    here.office.erase(amal, ErasureReason::Asked, &secret(care::GOOD)).expect("erased");

    assert_eq!(preview.held.map(|held| held.until), Some(day("2026-06-01")), "two years after the end");
    assert!(ledgers(&here).seekers.is_empty());
    let hold = here.office.read(|desk| desk.review()).expect("a review").holds[0];
    let content = here.office.read(|desk| desk.ledger_hold(hold.id)).expect("its content");
    assert!(content.expose().contains("CANARY東京都北区") && content.expose().contains("Amal"));
    assert!(!content.expose().contains("CANARYinside"));
}

#[test]
fn who_asked_long_ago_is_not_held_back() {
    let here = here(TODAY);
    let amal = here.meet("Amal", "2020-04-10");
    ask(&here, amal, Seeking { closed_on: Some(day("2020-06-01")), ..seeking("2020-04-15") }).expect("kept");

    assert_eq!(here.office.erasure_preview(amal).expect("a preview").held, None);
}

#[test]
fn a_ledger_on_paper_has_the_licence_and_no_note() {
    let here = here(TODAY);
    let (company, opening) = offering(&here);
    let amal = here.meet("Amal", "2024-04-10");
    ask(&here, amal, seeking("2024-04-15")).expect("kept");
    introduce(&here, amal, company, Some(opening), "2024-05-10");
    let licence = Licence { number: " 13-ム-000000 ".into(), fees: false };
    here.office.write(|desk| desk.save_licence(&licence)).expect("set");

    for kind in [LedgerKind::Openings, LedgerKind::Seekers] {
        let sheet = here.office.read(|desk| desk.ledger_sheet(kind, YEAR, Language::Japanese)).expect("a sheet");
        let words = format!("{:?}", sheet.blocks);
        assert!(
            words.contains("許可・届出番号 13-ム-000000") && words.contains("Amal") && words.contains("Perch Foods")
        );
        assert!(!words.contains("CANARYnotes") && !words.contains("CANARYinside"), "{words}");
        assert_eq!(words.contains("CANARY東京都北区"), kind == LedgerKind::Seekers);
        assert!(here.office.ledger_file(&file(kind), None).expect("a file").expose().starts_with(b"%PDF"));
    }
}

#[test]
fn a_sealed_ledger_opens_with_its_passphrase_alone_and_a_weak_one_is_refused() {
    let here = here(TODAY);
    let (good, weak) = (secret(care::OTHER), secret("12345678"));

    let sealed = here.office.ledger_file(&file(LedgerKind::Seekers), Some(&good)).expect("sealed");
    let refused = here.office.ledger_file(&file(LedgerKind::Seekers), Some(&weak));

    assert!(vault::open_sealed_file(sealed.expose(), &good).expect("opens").expose().starts_with(b"%PDF"));
    assert_eq!(vault::open_sealed_file(sealed.expose(), &weak), None);
    assert_eq!(refused.err(), Some(LedgerFileError::Session(SessionError::WeakPassphrase)));
}

#[test]
fn that_a_ledger_was_printed_or_saved_and_how_is_in_the_journal() {
    let here = here(TODAY);

    here.office.write(|desk| desk.note_ledger_printed(LedgerKind::Seekers, YEAR)).expect("noted");
    assert!(here.deeds().contains(&deed("print", "ledger")));

    here.office.write(|desk| desk.note_ledger_saved(LedgerKind::Seekers, YEAR, true)).expect("noted");
    let entry = here.journal().into_iter().find(|line| line.verb == "export").expect("an entry");
    let fields = here.office.read(|desk| desk.journal_entry(entry.n)).expect("its content");
    assert!(fields.iter().any(|field| field.field == "sealed"), "{fields:?}");
}

#[test]
fn the_ledgers_are_for_who_places_people_and_the_licence_for_the_office() {
    let here = here(TODAY);
    let amal = here.meet("Amal", "2024-04-10");
    here.go_on_as(Role::Caseworker);
    let licence = Licence { number: "1".into(), fees: false };

    assert!(matches!(here.office.read(|desk| desk.ledgers(YEAR)), Err(OfficeError::Forbidden(_))));
    assert!(matches!(here.office.read(|desk| desk.seekings(amal)), Err(OfficeError::Forbidden(_))));
    assert!(matches!(ask(&here, amal, seeking("2024-05-01")), Err(OfficeError::Forbidden(_))));
    assert!(matches!(here.office.write(|desk| desk.save_licence(&licence)), Err(OfficeError::Forbidden(_))));
    assert!(here.office.ledger_file(&file(LedgerKind::Seekers), None).is_err());
}

fn fee(taken_for: FeeFor, kind: FeeKind, on: &str, amount: u32, basis: &str) -> Fee {
    let basis = (!basis.is_empty()).then(|| secret(basis));
    Fee { taken_for, kind, received_on: day(on), amount, basis }
}

fn take(here: &Here, fee: &Fee) -> Result<u32, OfficeError> {
    here.office.write(|desk| desk.save_fee(None, fee.clone()))
}

fn with_a_licence_for_fees(here: &Here) {
    let licence = Licence { number: "13-ユ-000000".into(), fees: true };
    here.office.write(|desk| desk.save_licence(&licence)).expect("set");
}

/// Somebody who was hired, with all that the other ledgers want.
fn hired(here: &Here) -> (ParticipantId, CompanyId, RecommendationId) {
    let (company, opening) = offering(here);
    let amal = here.meet("Amal", "2024-04-10");
    ask(here, amal, seeking("2024-04-15")).expect("kept");
    let placed = introduce(here, amal, company, Some(opening), "2024-05-10");
    step(here, placed, Step::Employed, "2024-09-01", Some(Term::Regular), "");
    (amal, company, placed)
}

#[test]
fn a_hire_under_a_licence_for_fees_says_what_was_taken_or_that_nothing_was() {
    let here = here(TODAY);
    let (_, company, placed) = hired(&here);
    assert_eq!(ledgers(&here).incomplete(), 0, "a licence for no fees wants none");
    with_a_licence_for_fees(&here);
    assert_eq!(ledgers(&here).openings[0].introductions[0].missing, [Missing::Fee]);

    let none = fee(FeeFor::Placement(placed), FeeKind::Notified, "2024-09-01", 0, "");
    let id = take(&here, &none).expect("that none was taken");
    assert_eq!(ledgers(&here).fees[0].missing, [Missing::Basis], "why none was taken");

    let paid = Fee { amount: 300_000, basis: Some(secret("年収300万円の10%")), ..none };
    here.office.write(|desk| desk.save_fee(Some(id), paid.clone())).expect("corrected");
    take(&here, &fee(FeeFor::Company(company), FeeKind::Reception, "2024-05-01", 710, "1件")).expect("kept");

    let ledgers = ledgers(&here);
    assert_eq!(ledgers.incomplete(), 0);
    let totals: Vec<_> = ledgers.fee_totals.iter().map(|total| (total.kind, total.number, total.amount)).collect();
    assert_eq!(totals, [(FeeKind::Notified, 1, 300_000), (FeeKind::Reception, 1, 710)]);
    assert_eq!(ledgers.fees[0].row.company, company, "the oldest first");
    assert_eq!(ledgers.fees[1].row.fee, paid);
    let sheet = here.office.read(|desk| desk.ledger_sheet(LedgerKind::Fees, YEAR, Language::Japanese));
    let words = format!("{:?}", sheet.expect("a sheet").blocks);
    for said in ["手数料管理簿", "Perch Foods", "¥300,000", "届出制紹介手数料", "年収300万円の10%", "2024-09-01"]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn a_fee_is_refused_at_its_field_and_without_a_licence_for_it() {
    let here = here(TODAY);
    let (_, company, placed) = hired(&here);
    let field = |fee: Fee| match take(&here, &fee) {
        Err(OfficeError::Field { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    let good = fee(FeeFor::Placement(placed), FeeKind::Notified, "2024-09-01", 1, "");
    assert_eq!(field(good.clone()), "amount", "the licence is for no fees");
    with_a_licence_for_fees(&here);

    assert_eq!(field(Fee { received_on: day("2024-12-21"), ..good.clone() }), "received_on");
    assert_eq!(field(Fee { received_on: day("2024-05-09"), ..good.clone() }), "received_on", "before the introduction");
    assert_eq!(field(Fee { taken_for: FeeFor::Company(company), ..good.clone() }), "placement");
    assert_eq!(field(Fee { basis: Some(secret(&"x".repeat(301))), ..good.clone() }), "basis");
    let nobody = Fee { taken_for: FeeFor::Placement(RecommendationId(99)), ..good.clone() };
    assert_eq!(take(&here, &nobody).err(), Some(OfficeError::NotFound));
    here.go_on_as(Role::Caseworker);
    assert!(matches!(take(&here, &good), Err(OfficeError::Forbidden(_))));
}

#[test]
fn a_removed_fee_comes_back_and_an_erasure_takes_it_and_holds_it() {
    let here = here(TODAY);
    let (amal, _, placed) = hired(&here);
    with_a_licence_for_fees(&here);
    here.step(placed, Step::Ended, "2024-10-01");
    let paid = fee(FeeFor::Placement(placed), FeeKind::Notified, "2024-11-01", 300_000, "CANARYbasis");
    let id = take(&here, &paid).expect("kept");

    here.office.write(|desk| desk.remove_fee(id)).expect("removed");
    assert!(ledgers(&here).fees.is_empty());
    here.office.undo(amal).expect("back");
    assert_eq!(ledgers(&here).fees[0].row.fee, paid);

    let preview = here.office.erasure_preview(amal).expect("a preview");
    assert_eq!(preview.held.map(|held| held.until), Some(day("2026-12-20")), "the request stands until today");
    here.office.erase(amal, ErasureReason::Asked, &secret(care::GOOD)).expect("erased");
    assert!(ledgers(&here).fees.is_empty());
    let holds = here.office.read(|desk| desk.review()).expect("a review").holds;
    let content = |id| here.office.read(|desk| desk.ledger_hold(id)).expect("its content");
    assert!(holds.iter().any(|hold| content(hold.id).expose().contains("CANARYbasis")));
    assert!(holds.iter().any(|hold| hold.until == day("2026-11-01")), "two years after the fee");
}
