//! People who are no participants.

use casework::codes::UnknownCode;
use office::{EnteredAssociate, EnteredRole, FieldError, OfficeError};

use super::*;

fn role(role: &str, from: &str, until: &str) -> EnteredRole {
    EnteredRole { role: role.to_owned(), from: from.to_owned(), until: until.to_owned() }
}

#[test]
fn one_human_can_have_several_roles_and_be_a_participant_too() {
    let place = place();
    let amal = place.meet("Amal");
    let entered = EnteredAssociate {
        participant: Some(amal),
        roles: vec![role("mentor", "2024-01-01", ""), role("speaker", "2023-01-01", "2023-12-31")],
        ..entered_mentor("Amal Hassan")
    };
    let id = place.office.write(|desk| desk.add_associate(&entered)).expect("added");

    let page = place.office.read(|desk| desk.associate_page(id)).expect("a page");
    assert_eq!(page.line.roles_now, ["mentor"], "the other one is over");
    assert_eq!(page.participant.map(|person| person.id), Some(amal));
    let programmes = place.office.read(|desk| desk.programmes_of(amal)).expect("programmes");
    assert_eq!(programmes.associate, Some(id), "both sides are visible");

    let twice = place.office.write(|desk| desk.add_associate(&entered));
    refused(twice, "participant", FieldError::AlreadyThere);
}

#[test]
fn people_are_found_by_any_name_and_by_the_role_they_hold() {
    let place = place();
    let kenji = place.mentor("Kenji Yamada");
    let teacher = EnteredAssociate { roles: vec![role("teacher", "2024-01-01", "")], ..entered_mentor("Yamada Aoi") };
    let aoi = place.office.write(|desk| desk.add_associate(&teacher)).expect("added");
    let find = |query: &str, role: &str| {
        let lines = place.office.read(|desk| desk.associates(&Guarded::from(query), role)).expect("a list");
        lines.into_iter().map(|line| line.associate.id).collect::<Vec<_>>()
    };

    assert_eq!(find("ＹＡＭＡ", ""), [kenji, aoi]);
    assert_eq!(find("yamada", "teacher"), [aoi]);
    assert_eq!(find("nobody", ""), []);
}

#[test]
fn fields_that_cannot_be_kept_are_named() {
    let place = place();
    let add = |entered: EnteredAssociate| place.office.write(|desk| desk.add_associate(&entered));

    assert_eq!(field(add(EnteredAssociate::default())).0, "names");
    let odd = EnteredAssociate { roles: vec![role("king", "2024-01-01", "")], ..entered_mentor("K") };
    refused(add(odd), "roles.0.role", UnknownCode);
    let back = EnteredAssociate { roles: vec![role("mentor", "2024-01-01", "2023-01-01")], ..entered_mentor("K") };
    assert_eq!(field(add(back)).0, "roles.0.until");
    let ahead = EnteredAssociate { consent_on: String::from("2024-06-21"), ..entered_mentor("K") };
    assert_eq!(field(add(ahead)).0, "consent_on");
}

#[test]
fn who_is_removed_has_no_name_any_more_anywhere_and_the_pair_stays() {
    let place = place();
    let (cohort, amal, mentor) =
        (place.cohort("mentorship", "2024-05-01", None), place.meet("Amal"), place.mentor("Kenji"));
    let pair = place.office.write(|desk| desk.open_pair(cohort, amal, mentor, "2024-06-01", "")).expect("a pair");
    let remove = || place.office.write(|desk| desk.remove_associate(mentor));

    refused(remove(), "associate", FieldError::StillUsed);
    place.office.write(|desk| desk.end_pair(pair, "2024-06-10", "")).expect("ended");
    remove().expect("removed");

    assert!(place.office.read(|desk| desk.associates(&Guarded::default(), "")).expect("a list").is_empty());
    let page = place.office.read(|desk| desk.pair_page(pair)).expect("a page");
    assert_eq!(page.line.mentor_name, None);
    assert_eq!(place.office.read(|desk| desk.pairs(office::PairsWhen::Past, 0, 9)).expect("pairs").0, 1);
    let again = place.office.write(|desk| desk.change_associate(mentor, &entered_mentor("Kenji")));
    assert_eq!(again, Err(OfficeError::NotFound));
}

#[test]
fn the_journal_says_what_somebody_does_here_and_not_who_they_are() {
    let place = place();
    let mentor = place.mentor("Kenji");
    place.office.write(|desk| desk.remove_associate(mentor)).expect("removed");
    let filter = office::JournalFilter { limit: 100, ..office::JournalFilter::default() };

    let journal = place.office.read(|desk| desk.journal(&filter)).expect("the journal");

    let own: Vec<_> = journal.entries.iter().filter(|line| line.subject == "associate").collect();
    assert_eq!(own.len(), 2);
    for line in own {
        for field in place.office.read(|desk| desk.journal_entry(line.n)).expect("an entry") {
            assert!(field.field.starts_with("roles"), "{}", field.field);
        }
    }
}
