//! Several members of staff on one laptop: passphrases of their own, roles, and what each may do.

use office::{Act, Hardness, OfficeError, Role, Roles, SecretKind, SessionError, StaffMember, Stage};

use crate::place::{PASSPHRASE, Place, open_place, secret};

const SECOND: &str = "harbour-sparrow-cactus-ribbon-tunnel-lemon";
const THIRD: &str = "gravel-swallow-copper-midnight-turnip-atlas";

fn with_caseworker(place: &Place) -> u32 {
    let roles = Roles::from_iter([Role::Caseworker]);
    let added = place.office.add_member(&secret("佐藤"), roles, &secret(SECOND), &secret(PASSPHRASE), Hardness::Least);
    added.expect("a second member").members.last().expect("they are on the list").id
}

fn own(members: &[StaffMember]) -> &StaffMember {
    members.iter().find(|member| member.own).expect("somebody is at the keyboard")
}

#[test]
fn the_first_member_may_do_everything_and_each_passphrase_opens_as_its_own_member() {
    let place = open_place();
    let first = place.office.members().expect("members");
    assert_eq!(own(&first.members).roles, Roles::EVERY);
    let second = with_caseworker(&place);
    place.office.lock();

    place.office.unlock(&secret(SECOND), SecretKind::Passphrase).expect("the second passphrase");

    let members = place.office.members().expect("members").members;
    assert_eq!(own(&members).id, second);
    assert_eq!(place.office.status().member, Some(secret("佐藤")));
    assert!(place.office.allows(Act::Interview) && !place.office.allows(Act::Journal));
    place.office.lock();
    place.office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).expect("the first passphrase still opens");
}

#[test]
fn a_role_that_does_not_allow_an_act_is_refused_by_the_office_itself() {
    let place = open_place();
    with_caseworker(&place);
    place.office.lock();
    place.office.unlock(&secret(SECOND), SecretKind::Passphrase).expect("the second passphrase");

    let refused = place.office.write(|desk| desk.save_organisation("Perch", "", 5));
    assert_eq!(refused, Err(OfficeError::Forbidden(Act::Organisation)));
    let approve = place.office.write(|desk| desk.approve_headlines(2024, "A1", &[]));
    assert_eq!(approve, Err(OfficeError::Forbidden(Act::ApproveFigures)));
    let add = place.office.add_member(&secret("x"), Roles::EVERY, &secret(THIRD), &secret(SECOND), Hardness::Least);
    assert_eq!(add.err(), Some(SessionError::Forbidden), "nobody makes themselves a colleague with more rights");
    let more = place.office.change_member(2, &secret("佐藤"), Roles::EVERY);
    assert_eq!(more.err(), Some(SessionError::Forbidden), "nobody gives themselves roles");
}

#[test]
fn whoever_left_opens_nothing_and_keeps_their_name_in_the_journal() {
    let place = open_place();
    let second = with_caseworker(&place);

    place.office.end_member(second, &secret(PASSPHRASE)).expect("an end");
    place.office.lock();

    assert_eq!(place.office.unlock(&secret(SECOND), SecretKind::Passphrase).err(), Some(SessionError::WrongSecret));
    place.office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).expect("the first passphrase");
    let members = place.office.members().expect("members").members;
    assert!(members.iter().any(|member| member.id == second && member.left.is_some()));
}

#[test]
fn somebody_must_keep_the_office_and_data_protection() {
    let place = open_place();
    let first = own(&place.office.members().expect("members").members).id;

    let refused = place.office.change_member(first, &secret("Aoki"), Roles::from_iter([Role::Caseworker]));

    assert_eq!(refused.err(), Some(SessionError::LastOfRole));
    let renamed = place.office.change_member(first, &secret("Aoki"), Roles::EVERY).expect("a name of one's own");
    assert_eq!(own(&renamed.members).name, secret("Aoki"));
    assert_eq!(place.office.end_member(first, &secret(PASSPHRASE)).err(), Some(SessionError::NothingElseOpens));
}

#[test]
fn a_passphrase_that_opens_the_vault_already_is_refused_for_somebody_else() {
    let place = open_place();

    let refused = place.office.add_member(
        &secret("佐藤"),
        Roles::EVERY,
        &secret(PASSPHRASE),
        &secret(PASSPHRASE),
        Hardness::Least,
    );

    assert_eq!(refused.err(), Some(SessionError::PassphraseTaken));
    let wrong =
        place.office.add_member(&secret("佐藤"), Roles::EVERY, &secret(SECOND), &secret(THIRD), Hardness::Least);
    assert_eq!(wrong.err(), Some(SessionError::WrongSecret), "an open laptop is not enough to let somebody in");
}

#[test]
fn after_recovery_the_passphrase_of_a_chosen_member_is_replaced() {
    let place = open_place();
    let second = with_caseworker(&place);
    place.office.lock();
    let status = place.office.unlock(&place.code, SecretKind::Recovery).expect("the code");
    assert_eq!(status.stage, Stage::PassphraseDue);

    assert_eq!(
        place.office.set_passphrase(None, &secret(THIRD), Hardness::Least).err(),
        Some(SessionError::NoSuchMember),
        "with two members one has to be chosen"
    );
    place.office.set_passphrase(Some(second), &secret(THIRD), Hardness::Least).expect("a passphrase");

    assert_eq!(own(&place.office.members().expect("members").members).id, second);
    place.office.lock();
    assert!(place.office.unlock(&secret(SECOND), SecretKind::Passphrase).is_err());
    place.office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).expect("the other one's stays");
}

#[test]
fn both_keys_of_the_office_open_the_vault_and_one_does_not() {
    let place = open_place();
    let ((one, public_one), (other, public_other)) = (vault::escrow::make_identity(), vault::escrow::make_identity());
    assert_eq!(
        place.office.set_escrow([&public_one, &public_one], &secret(PASSPHRASE)),
        Err(SessionError::SameOfficeKey)
    );
    place.office.set_escrow([&public_one, &public_other], &secret(PASSPHRASE)).expect("keys of the office");
    place.office.lock();
    assert!(place.office.status().openers.escrow);

    assert!(place.office.unlock_with_office_keys(&[one.clone(), one.clone()]).is_err());
    let status = place.office.unlock_with_office_keys(&[other, one]).expect("both, in any order");

    assert_eq!(status.stage, Stage::PassphraseDue);
}
