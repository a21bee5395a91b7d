//! What an erasure leaves of programmes: counts, and nobody.

use casework::{
    fact::FactKind,
    programme::{Bilingual, Definition, Measured},
};
use office::{EnteredIndicator, ErasureReason};

use super::*;

fn erase(place: &Place, id: ParticipantId) {
    place.office.erase(id, ErasureReason::Asked, &Guarded::from(PASSPHRASE)).expect("erased");
}

#[test]
fn past_sessions_keep_how_many_were_there_when_somebody_is_erased() {
    let place = place();
    let class = place.class();
    let [amal, bashir, chidi] = ["Amal", "Bashir", "Chidi"].map(|name| place.meet(name));
    place.enrol(class, amal, "2024-05-06");
    place.enrol(class, bashir, "2024-05-06");
    let (one, two) = (place.session(class, "2024-06-03"), place.session(class, "2024-06-10"));
    place.mark(one, &[(amal, PRESENT), (bashir, LATE), (chidi, PRESENT)]);
    place.mark(two, &[(amal, PRESENT), (bashir, ABSENT)]);
    let before = place.grid(class);

    erase(&place, bashir);
    erase(&place, chidi);

    let after = place.grid(class);
    assert_eq!(after.totals, before.totals, "totals and hours are those of before");
    for (after, before) in after.sessions.iter().zip(&before.sessions) {
        assert_eq!(after.totals.totals, before.totals.totals);
    }
    assert_eq!((after.sessions[0].totals.erased, after.sessions[1].totals.erased), (2, 0));
    assert_eq!(after.people.len(), 1);
}

#[test]
fn a_session_whose_marks_were_all_erased_stays_held_and_cannot_be_called_off() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, PRESENT)]);

    erase(&place, amal);

    let off = place.office.write(|desk| desk.session_not_held(session, "weather", &Guarded::default()));
    assert_eq!(field(off).0, "session");
    assert_eq!(place.grid(class).sessions[0].came(), 1);
}

#[test]
fn who_is_erased_as_a_participant_is_gone_as_a_mentor_too() {
    let place = place();
    let (cohort, amal, bashir) =
        (place.cohort("mentorship", "2024-05-01", None), place.meet("Amal"), place.meet("Bashir"));
    let mentor = EnteredAssociate { participant: Some(bashir), ..entered_mentor("Bashir") };
    let mentor = place.office.write(|desk| desk.add_associate(&mentor)).expect("a mentor");
    let pair = place.office.write(|desk| desk.open_pair(cohort, amal, mentor, "2024-06-01", "")).expect("a pair");

    erase(&place, bashir);

    assert!(place.office.read(|desk| desk.associates(&Guarded::default(), "")).expect("a list").is_empty());
    let page = place.office.read(|desk| desk.pair_page(pair)).expect("the pair of somebody else stays");
    assert_eq!((page.line.pair.mentor, page.line.mentor_name), (None, None));
}

#[test]
fn figures_do_not_change_when_somebody_with_attendance_is_erased() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, PRESENT)]);
    let figures = || {
        let figures = place.office.read(|desk| desk.figures(2024)).expect("figures");
        figures.figures.iter().map(|figure| (figure.indicator.id.to_string(), figure.value)).collect::<Vec<_>>()
    };
    let before = figures();

    erase(&place, amal);

    assert_eq!(figures(), before);
}

#[test]
fn figures_of_the_office_do_not_change_either_by_none_of_their_rules() {
    let place = place();
    let class = place.class();
    let amal = place.meet("Amal");
    place.enrol(class, amal, "2024-05-06");
    let session = place.session(class, "2024-06-03");
    place.mark(session, &[(amal, PRESENT)]);
    let count = Definition {
        kind: FactKind::Attended,
        measure: Measured::Persons,
        details: Vec::new(),
        of_programme: None,
        least: None,
        most: None,
        up_to: false,
    };
    let words = |text: &str| Bilingual::new(text, text);
    let (name, rule) = (words("Came"), words("Who came."));
    let came = EnteredIndicator { programme: String::from("integration"), name, rule, from_year: None, count };
    let later = EnteredIndicator {
        from_year: Some(2025),
        count: Definition { up_to: true, ..came.count.clone() },
        ..came.clone()
    };
    place.office.write(|desk| desk.add_indicator(&came)).expect("a figure");
    place.office.write(|desk| desk.change_indicator("own_came", &later)).expect("another rule");
    let value = |year| place.office.read(|desk| desk.explain(year, "own_came")).expect("a figure");
    assert_eq!((value(2024).figure.value, value(2025).figure.value), (1, 1));

    erase(&place, amal);

    assert_eq!((value(2024).figure.value, value(2024).erased, value(2024).records.len()), (1, 1, 0));
    assert_eq!((value(2025).figure.value, value(2025).erased), (1, 1), "each rule keeps what is its own");
}
