use chrono::NaiveDate;
use guarded::Guarded;

use super::{day, place, with_amal};
use crate::{MemberId, NewMember, Quiet, Review, Slot, Store, StoreError, keys::Key, seal::unseal};

fn chie(slot: Slot) -> NewMember {
    let roles = vec![String::from("caseworker"), String::from("placement")];
    NewMember { slot, name: Guarded::from("千絵"), roles, since: day("2026-04-01") }
}

fn add(store: &mut Store, member: &NewMember) -> Result<MemberId, StoreError> {
    store.write(|writer| writer.add_member(member))
}

#[test]
fn a_slot_opens_for_one_member_of_staff_at_a_time() {
    let place = place();
    let (mut store, _) = with_amal(&place);

    let first = add(&mut store, &chie([7; 16])).expect("a member");
    assert_eq!(add(&mut store, &chie([7; 16])), Err(StoreError::Constraint), "whose entries would they be?");
    store.write(|writer| writer.member_left(first, day("2026-10-01"))).expect("she leaves");
    let second = add(&mut store, &chie([7; 16])).expect("the slot is free again");

    let here = store.read().member_by_slot(&[7; 16]).expect("the table").expect("somebody");
    assert_eq!((here.id, here.roles.len()), (second, 2));
    let all: Vec<_> = store.read().members().expect("the table").iter().map(|member| member.left).collect();
    assert_eq!(all, [Some(day("2026-10-01")), None], "who left stays on record for the journal");
}

#[test]
fn a_member_of_staff_is_changed_only_while_they_work_here() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    let id = add(&mut store, &chie([7; 16])).expect("a member");
    let roles = [String::from("office")];

    let mut change = |slot| store.write(|writer| writer.change_member(id, &slot, &Guarded::from("千絵子"), &roles));
    assert_eq!(change([8; 16]), Ok(()));
    store.write(|writer| writer.member_left(id, day("2026-10-01"))).expect("she leaves");

    let refused: Result<(), StoreError> =
        store.write(|writer| writer.change_member(id, &[9; 16], &Guarded::from("千絵子"), &roles));
    assert_eq!(refused, Err(StoreError::NotFound));
    assert_eq!(store.read().member(id).expect("her").slot, [8; 16]);
}

#[test]
fn every_person_has_a_key_and_a_random_id_of_their_own() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let bashir =
        store.write(|writer| writer.add_participant(&super::amal(), day("2024-05-02"))).expect("another participant");
    let read = store.read();

    assert_ne!(read.uid_of(amal), read.uid_of(bashir));
    assert_ne!(read.person_key(amal), read.person_key(bashir));
    let uid = read.uid_of(amal).expect("the id");
    assert_eq!(read.person_with(&uid), Ok(Some(amal)));
    assert_eq!(read.person_with(&[0; 16]), Ok(None));
}

#[test]
fn the_key_of_a_person_lies_wrapped_in_the_store() {
    let place = place();
    let (store, amal) = with_amal(&place);
    let wrapped: Vec<u8> =
        store.read().connection.query_row("SELECT wrapped FROM person_key", [], |row| row.get(0)).expect("the row");

    let key = store.read().person_key(amal).expect("the key");

    assert!(!wrapped.windows(32).any(|window| window == key.expose()), "the key would lie open");
    assert!(unseal(&Key::new([9; 32]), b"", &wrapped).is_err());
}

#[test]
fn the_yearly_look_lists_whom_no_decision_keeps() {
    let place = place();
    let (mut store, amal) = with_amal(&place);
    let quiet = |store: &Store, today: NaiveDate| store.read().quiet(day("2025-01-01"), today).expect("the list");
    let expected = Quiet { participant: amal, last_fact: day("2024-05-01") };
    assert_eq!(quiet(&store, day("2026-04-01")), [expected]);

    let review = Review {
        participant: amal,
        reviewed_on: day("2026-04-01"),
        by: MemberId(1),
        keep_until: day("2027-04-01"),
        reason: Guarded::from("the trial hire goes on"),
    };
    store.write(|writer| writer.add_review(&review)).expect("a decision");

    assert_eq!(quiet(&store, day("2026-04-02")), [], "she is kept");
    assert_eq!(quiet(&store, day("2027-04-01")), [expected], "a decision ends");
    assert_eq!(store.read().reviews_of(amal).expect("decisions"), [review]);
}

#[test]
fn what_the_law_holds_back_lies_sealed_and_ends() {
    let place = place();
    let (mut store, _) = with_amal(&place);
    let content = Guarded::from(r#"{"name":"Amal Khan"}"#);

    let id = store.write(|writer| writer.add_ledger_hold(&content, day("2028-03-31"), "t")).expect("a hold");
    let sealed: Vec<u8> =
        store.read().connection.query_row("SELECT sealed FROM ledger_hold", [], |row| row.get(0)).expect("the row");
    let held = store.read().ledger_holds().expect("holds");
    store.write(|writer| writer.remove_ledger_hold(id)).expect("it ends");

    assert!(!sealed.windows(4).any(|window| window == b"Amal"));
    assert_eq!((held.len(), &held[0].content, held[0].until), (1, &content, day("2028-03-31")));
    assert!(store.read().ledger_holds().expect("holds").is_empty());
}

#[test]
fn residues_of_a_figure_add_up() {
    let place = place();
    let (mut store, _) = with_amal(&place);

    for count in [1, 2] {
        store.write(|writer| writer.add_residue(2024, "new_contacts", count)).expect("a residue");
    }

    assert_eq!(store.read().residue(2024).expect("residues").get("new_contacts"), Some(&3));
    assert!(store.read().residue(2025).expect("residues").is_empty());
}
