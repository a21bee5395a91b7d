use super::*;
use crate::escrow::make_identity;
use crate::testing::{Home, MemoryStore, PASSPHRASE, own_slot, same_keys};
use crate::{NoDeviceStore, Secret, SlotInfo, UnlockError, VaultId, kdf};

const SECOND: &str = "青い自転車で海まで";

fn add(home: &Home, keys: &OpenKeys, passphrase: &str) -> Result<SlotId, ChangeError> {
    home.folder.add_passphrase(keys, &passphrase.into(), KdfCost::FLOOR)
}

fn change(home: &Home, keys: &OpenKeys, slot: SlotId, passphrase: &str) -> Result<(), ChangeError> {
    home.folder.change_passphrase(keys, slot, &passphrase.into(), KdfCost::FLOOR)
}

fn info(keys: &OpenKeys, slot: SlotId) -> SlotInfo {
    keys.slots().into_iter().find(|info| info.id == slot).expect("a slot with this name")
}

fn escrow_of(home: &Home, keys: &OpenKeys) -> [Guarded<String>; 2] {
    let [(one, public_one), (two, public_two)] = [make_identity(), make_identity()];
    home.folder.set_escrow(keys, [&public_one, &public_two]).unwrap();
    [one, two]
}

fn with_escrow(home: &Home, halves: &[Guarded<String>; 2]) -> Result<OpenKeys, UnlockError> {
    home.folder.unlock(Secret::Escrow(halves), &NoDeviceStore)
}

#[test]
fn each_member_of_staff_opens_with_their_own_passphrase_and_is_known_by_it() {
    let (home, keys, _) = Home::with_vault();

    let second = add(&home, &keys, SECOND).unwrap();

    let (first_opens, second_opens) =
        (home.with_passphrase(PASSPHRASE).unwrap(), home.with_passphrase(SECOND).unwrap());
    assert!(same_keys(&first_opens, &second_opens));
    assert_eq!(first_opens.opened_by(), keys.opened_by());
    assert_eq!(second_opens.opened_by(), OpenedBy::Passphrase(second));
    assert_ne!(own_slot(&keys), second);
    assert_eq!(second_opens.slots(), home.folder.slots().unwrap());
}

#[test]
fn a_passphrase_in_use_is_refused_however_it_is_typed() {
    let (home, keys, _) = Home::with_vault();
    let second = add(&home, &keys, SECOND).unwrap();

    assert_eq!(add(&home, &keys, PASSPHRASE), Err(ChangeError::InUse));
    assert_eq!(add(&home, &keys, " ｇｒａｕ Mo\u{308}wen zählen 41 "), Err(ChangeError::InUse));
    assert_eq!(change(&home, &keys, second, PASSPHRASE), Err(ChangeError::InUse));
    assert_eq!(change(&home, &keys, second, SECOND), Ok(()), "keeping one's own is no clash");
}

#[test]
fn six_members_of_staff_cost_one_key_derivation_and_a_seventh_is_refused() {
    let (home, keys, _) = Home::with_vault();
    for n in 2..=6 {
        add(&home, &keys, &format!("member of staff number {n}")).unwrap();
    }
    assert_eq!(add(&home, &keys, "the seventh"), Err(ChangeError::TooManySlots));

    let before = kdf::testing::runs();
    home.with_passphrase("member of staff number 6").unwrap();
    assert_eq!(home.with_passphrase("nobody").unwrap_err(), UnlockError::WrongSecret);

    assert_eq!(kdf::testing::runs() - before, 2);
}

#[test]
fn a_passphrase_that_is_to_cost_much_more_is_stretched_on_its_own() {
    let (home, keys, _) = Home::with_vault();
    let [twice, thrice] = [6, 10].map(|passes| KdfCost::new(64 * 1024, passes, 4).unwrap());

    home.folder.add_passphrase(&keys, &"about as costly".into(), twice).unwrap();
    home.folder.add_passphrase(&keys, &"much more costly".into(), thrice).unwrap();

    let costs = |keys: &OpenKeys| -> Vec<u32> {
        let file = keys.file();
        let mut passes: Vec<_> =
            file.passphrase_slots().filter_map(|slot| slot.lock.stretching()).map(|how| how.cost.passes()).collect();
        passes.sort_unstable();
        passes
    };
    assert_eq!(costs(&keys), [3, 3, 10]);
    add(&home, &keys, "the next one").unwrap();
    assert_eq!(costs(&keys), [3, 3, 10, 10], "the costliest is shared");
}

#[test]
fn a_changed_passphrase_keeps_the_slot_and_leaves_the_others() {
    let (home, keys, code) = Home::with_vault();
    let second = add(&home, &keys, SECOND).unwrap();

    change(&home, &keys, second, "a new one for the second").unwrap();

    assert_eq!(home.with_passphrase(SECOND).unwrap_err(), UnlockError::WrongSecret);
    assert_eq!(own_slot(&home.with_passphrase("a new one for the second").unwrap()), second);
    assert!(home.with_passphrase(PASSPHRASE).is_ok() && home.with_code(&code).is_ok());
    assert_eq!(change(&home, &keys, SlotId::from_bytes([9; 16]), "nobody's"), Err(ChangeError::NoSuchSlot));
    let recovery = keys.slots().into_iter().find(|slot| slot.kind == SlotKind::Recovery).unwrap();
    assert_eq!(change(&home, &keys, recovery.id, "not a passphrase slot"), Err(ChangeError::NoSuchSlot));
}

#[test]
fn a_removed_passphrase_opens_nothing_and_the_last_one_stays() {
    let (home, keys, _) = Home::with_vault();
    let second = add(&home, &keys, SECOND).unwrap();

    home.folder.remove_passphrase(&keys, own_slot(&keys)).unwrap();

    assert_eq!(home.with_passphrase(PASSPHRASE).unwrap_err(), UnlockError::WrongSecret);
    assert_eq!(home.folder.remove_passphrase(&keys, second), Err(ChangeError::LastPassphrase));
    assert_eq!(home.folder.remove_passphrase(&keys, own_slot(&keys)), Err(ChangeError::NoSuchSlot));
    assert!(home.with_passphrase(SECOND).is_ok());
}

#[test]
fn a_typed_passphrase_says_who_is_there() {
    let (home, keys, _) = Home::with_vault();
    let second = add(&home, &keys, SECOND).unwrap();
    let opens = |typed: &str| home.folder.passphrase_opens(&keys, &typed.into(), &NoDeviceStore);

    assert_eq!(opens(PASSPHRASE), Ok(Some(own_slot(&keys))));
    assert_eq!(opens(SECOND), Ok(Some(second)));
    assert_eq!(opens("nobody's"), Ok(None));
}

#[test]
fn two_people_at_the_office_open_together_and_neither_alone() {
    let (home, keys, _) = Home::with_vault();
    let [one, two] = escrow_of(&home, &keys);
    let (stranger, _) = make_identity();
    let open = |a: &Guarded<String>, b: &Guarded<String>| with_escrow(&home, &[a.clone(), b.clone()]);

    for opened in [open(&one, &two).unwrap(), open(&two, &one).unwrap()] {
        assert!(same_keys(&keys, &opened));
        assert_eq!(opened.opened_by(), OpenedBy::Escrow);
    }
    for (a, b) in [(&one, &one), (&two, &two), (&one, &stranger), (&stranger, &two)] {
        assert_eq!(open(a, b).unwrap_err(), UnlockError::WrongSecret);
    }
    assert_eq!(open(&one, &"AGE-SECRET-KEY-1".into()).unwrap_err(), UnlockError::NoIdentity);
    let as_typed = one.map(|text| format!(" {}\n", text.to_lowercase()));
    assert!(open(&as_typed, &two).is_ok());
}

#[test]
fn the_key_of_the_office_is_replaced_shown_and_taken_away() {
    let (home, keys, _) = Home::with_vault();
    let [(_, public_one), (_, public_two)] = [make_identity(), make_identity()];
    let before = escrow_of(&home, &keys);

    home.folder.set_escrow(&keys, [&public_one, &public_two]).unwrap();

    assert_eq!(with_escrow(&home, &before).unwrap_err(), UnlockError::WrongSecret);
    assert_eq!(keys.escrow_recipients(), Some([public_one.clone(), public_two]));
    assert_eq!(keys.slots().iter().filter(|slot| slot.kind == SlotKind::Escrow).count(), 1);
    home.folder.remove_escrow(&keys).unwrap();
    home.folder.remove_escrow(&keys).unwrap();
    assert_eq!((keys.escrow_recipients(), keys.slots().len()), (None, 2));
    assert_eq!(with_escrow(&home, &before).unwrap_err(), UnlockError::NoSuchSlot);
    assert_eq!(home.folder.set_escrow(&keys, [&public_one, &public_one]), Err(ChangeError::SameRecipient));
    assert_eq!(home.folder.set_escrow(&keys, [&public_one, "age1"]), Err(ChangeError::NoRecipient));
}

#[test]
fn a_bound_slot_needs_this_computer_and_the_others_do_not() {
    let (home, keys, code) = Home::with_vault();
    let (here, elsewhere) = (MemoryStore::default(), MemoryStore::default());
    let (own, second) = (own_slot(&keys), add(&home, &keys, SECOND).unwrap());

    home.folder.bind_device(&keys, own, &PASSPHRASE.into(), &here).unwrap();

    assert!(info(&keys, own).device_bound && !info(&keys, second).device_bound);
    assert!(same_keys(&keys, &home.here(PASSPHRASE, &here).unwrap()));
    let nothing = UnlockError::Credential(CredentialFault::NothingThere);
    assert_eq!(home.here(PASSPHRASE, &elsewhere).unwrap_err(), nothing);
    assert_eq!(home.here("a wrong guess", &here).unwrap_err(), UnlockError::WrongSecret);
    let asked = here.asked();
    assert!(home.here(SECOND, &here).is_ok() && home.with_code(&code).is_ok());
    assert_eq!(here.asked(), asked, "who does not need the store does not wait for it");
}

#[test]
fn every_state_of_the_credential_store_has_its_own_answer_and_changes_nothing() {
    let (home, keys, code) = Home::with_vault();
    let store = MemoryStore::default();
    home.folder.bind_device(&keys, own_slot(&keys), &PASSPHRASE.into(), &store).unwrap();
    let before = crate::testing::files(&home.path());

    for fault in
        [CredentialFault::NoStore, CredentialFault::Locked, CredentialFault::NothingThere, CredentialFault::Failed]
    {
        store.fail(Some(fault));
        assert_eq!(home.here(PASSPHRASE, &store).unwrap_err(), UnlockError::Credential(fault));
        assert!(home.with_code(&code).is_ok(), "the recovery code needs no store");
    }
    store.fail(None);
    store.put(keys.vault_id(), DeviceItem::Secret, &[9; 32]);
    let nothing = UnlockError::Credential(CredentialFault::NothingThere);
    assert_eq!(home.here(PASSPHRASE, &store).unwrap_err(), nothing, "the secret of another time");
    store.put(keys.vault_id(), DeviceItem::Secret, b"short");
    assert_eq!(home.here(PASSPHRASE, &store).unwrap_err(), nothing);
    assert_eq!(crate::testing::files(&home.path()), before);
}

#[test]
fn binding_asks_for_the_passphrase_and_fails_without_a_change() {
    let (home, keys, _) = Home::with_vault();
    let (store, own) = (MemoryStore::default(), own_slot(&keys));
    let bind = |typed: &str| home.folder.bind_device(&keys, own, &typed.into(), &store);

    assert_eq!(bind("not mine"), Err(ChangeError::WrongSecret));
    store.fail(Some(CredentialFault::Locked));
    assert_eq!(bind(PASSPHRASE), Err(ChangeError::Credential(CredentialFault::Locked)));

    assert_eq!(keys.sequence(), 1);
    assert!(home.with_passphrase(PASSPHRASE).is_ok());
}

#[test]
fn a_store_that_does_not_give_back_what_it_was_given_binds_nothing() {
    let (home, keys, _) = Home::with_vault();
    let store = MemoryStore::garbling();

    let refused = home.folder.bind_device(&keys, own_slot(&keys), &PASSPHRASE.into(), &store);

    assert_eq!(refused, Err(ChangeError::Credential(CredentialFault::Failed)));
    assert!(home.with_passphrase(PASSPHRASE).is_ok(), "else the passphrase would be lost");
}

#[test]
fn slots_of_one_computer_share_its_secret_and_the_last_one_takes_it_away() {
    let (home, keys, _) = Home::with_vault();
    let store = MemoryStore::default();
    let (own, second) = (own_slot(&keys), add(&home, &keys, SECOND).unwrap());
    for (slot, passphrase) in [(own, PASSPHRASE), (second, SECOND)] {
        home.folder.bind_device(&keys, slot, &passphrase.into(), &store).unwrap();
    }
    let unbind = |slot, typed: &str| home.folder.unbind_device(&keys, slot, &typed.into(), &store);

    assert_eq!(store.count(), 1);
    assert!(home.here(PASSPHRASE, &store).is_ok() && home.here(SECOND, &store).is_ok());
    assert_eq!(unbind(own, SECOND), Err(ChangeError::WrongSecret));
    assert_eq!(unbind(own, PASSPHRASE), Ok(DeviceTrace::None));
    assert!(home.with_passphrase(PASSPHRASE).is_ok() && home.here(SECOND, &store).is_ok());
    assert_eq!(unbind(second, SECOND), Ok(DeviceTrace::Removed));
    assert_eq!(store.count(), 0);
    assert!(home.with_passphrase(SECOND).is_ok());
}

#[test]
fn a_changed_passphrase_stays_bound_if_the_secret_is_at_hand() {
    let (home, keys, code) = Home::with_vault();
    let (store, own) = (MemoryStore::default(), own_slot(&keys));
    home.folder.bind_device(&keys, own, &PASSPHRASE.into(), &store).unwrap();

    let opened = home.here(PASSPHRASE, &store).unwrap();
    change(&home, &opened, own, SECOND).unwrap();
    assert!(info(&opened, own).device_bound && home.here(SECOND, &store).is_ok());
    assert!(matches!(home.with_passphrase(SECOND), Err(UnlockError::Credential(_))));

    store.wipe();
    let recovered = home.with_code(&code).unwrap();
    change(&home, &recovered, own, "after the keyring was lost").unwrap();
    assert!(!info(&recovered, own).device_bound, "nobody has that secret any more");
    assert!(home.with_passphrase("after the keyring was lost").is_ok());
}

#[test]
fn a_bound_passphrase_in_use_is_refused_where_its_secret_is_known() {
    let (home, keys, _) = Home::with_vault();
    let store = MemoryStore::default();
    home.folder.bind_device(&keys, own_slot(&keys), &PASSPHRASE.into(), &store).unwrap();

    assert_eq!(add(&home, &home.here(PASSPHRASE, &store).unwrap(), PASSPHRASE), Err(ChangeError::InUse));
}

#[test]
fn a_sealed_vault_opens_with_no_passphrase_until_the_office_makes_one() {
    let (home, keys, code) = Home::with_vault();
    let store = MemoryStore::default();
    add(&home, &keys, SECOND).unwrap();
    home.folder.bind_device(&keys, own_slot(&keys), &PASSPHRASE.into(), &store).unwrap();
    assert_eq!(home.folder.is_sealed(), Ok(false));

    assert_eq!(home.folder.seal_for_travel(&keys, &store), Ok(DeviceTrace::Removed));

    assert_eq!((home.folder.is_sealed(), store.count()), (Ok(true), 0));
    for typed in [PASSPHRASE, SECOND] {
        assert_eq!(home.here(typed, &store).unwrap_err(), UnlockError::NoSuchSlot);
    }
    let opened = home.with_code(&code).unwrap();
    add(&home, &opened, "back at the office").unwrap();
    assert!(same_keys(&keys, &home.with_passphrase("back at the office").unwrap()));
    assert_eq!(home.folder.is_sealed(), Ok(false));
}

#[test]
fn a_seal_says_when_the_secret_of_the_computer_stayed() {
    let (home, keys, _) = Home::with_vault();
    let store = MemoryStore::default();
    home.folder.bind_device(&keys, own_slot(&keys), &PASSPHRASE.into(), &store).unwrap();
    store.fail(Some(CredentialFault::Locked));

    let sealed = home.folder.seal_for_travel(&keys, &store);

    assert_eq!(sealed, Ok(DeviceTrace::Left(CredentialFault::Locked)));
    assert_eq!(home.folder.is_sealed(), Ok(true), "the key file matters most");
}

#[test]
fn a_key_file_put_in_the_place_of_the_one_in_use_is_not_built_upon() {
    let (home, keys, _) = Home::with_vault();
    let own = keys.file();
    let slots = own.other_slots(is_of(SlotKind::Passphrase));
    let stripped = KeyFile::seal(keys.vault_id(), own.sequence, slots, &keys.key).to_bytes();
    home.copies().iter().for_each(|copy| std::fs::write(copy, &stripped).unwrap());

    assert_eq!(add(&home, &keys, SECOND), Err(ChangeError::RolledBack), "the same number, another file");
}

#[test]
fn a_vault_of_version_1_is_changed_and_keeps_what_nobody_typed() {
    let home = Home::empty();
    crate::testing::place_version_1(&home);
    let code = RecoveryCode::parse("WSV2-YMMV-JYP3-9ZR3-TRWS-50HX-EJKG-N6YT-8NN1").unwrap();
    let keys = home.with_code(&code).unwrap();

    change(&home, &keys, SlotId::OF_VERSION_1, SECOND).unwrap();

    let opened = home.with_passphrase(SECOND).unwrap();
    assert!(same_keys(&keys, &opened) && same_keys(&keys, &home.with_code(&code).unwrap()));
    assert_eq!(own_slot(&opened), SlotId::OF_VERSION_1, "the name of the slot stays");
    assert_eq!(home.folder.slots().unwrap().len(), 2);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn two_hundred_vaults_open_again_after_whatever_happened_to_them() {
    let mut dice = Dice(20_261_122);
    for round in 0..200 {
        let (home, keys, mut code) = Home::with_vault();
        let (store, expected) = (MemoryStore::default(), (keys.vault_id(), keys.database_key()));
        let (own, mut passphrase, mut halves) = (own_slot(&keys), String::from(PASSPHRASE), None);
        let is_same = |opened: OpenKeys| (opened.vault_id(), opened.database_key()) == expected;

        for step in 0..4 {
            match dice.roll(5) {
                0 => {
                    passphrase = format!("passphrase {round} after step {step}");
                    change(&home, &keys, own, &passphrase).unwrap();
                }
                1 => code = home.folder.replace_recovery_code(&keys).unwrap(),
                2 => halves = Some(escrow_of(&home, &keys)),
                3 => home.folder.bind_device(&keys, own, &Guarded::from(passphrase.as_str()), &store).unwrap(),
                _ => drop(add(&home, &keys, &format!("colleague {round} {step}")).unwrap()),
            }
        }
        destroy_one_copy(&home, &mut dice);

        assert!(is_same(home.here(&passphrase, &store).unwrap()), "round {round}: passphrase");
        destroy_one_copy(&home, &mut dice);
        store.wipe();
        assert!(is_same(home.with_code(&code).unwrap()), "round {round}: code, keyring wiped");
        destroy_one_copy(&home, &mut dice);
        if let Some(halves) = &halves {
            assert!(is_same(with_escrow(&home, halves).unwrap()), "round {round}: office, keyring wiped");
        }
        let mut slip: Vec<char> = code.text().expose().chars().collect();
        let place = usize::try_from(dice.roll(39)).unwrap();
        slip[place] = if slip[place] == '7' { '8' } else { '7' };
        assert!(RecoveryCode::parse(&slip.iter().collect::<String>()).is_err(), "round {round}: a typo");
    }
}

fn destroy_one_copy(home: &Home, dice: &mut Dice) {
    let copies = home.copies();
    let copy = &copies[usize::try_from(dice.roll(2)).unwrap()];
    match dice.roll(3) {
        0 => std::fs::remove_file(copy).unwrap(),
        1 => std::fs::write(copy, b"").unwrap(),
        _ => {
            let mut bytes = std::fs::read(copy).unwrap();
            let place = usize::try_from(dice.roll(bytes.len() as u64)).unwrap();
            bytes[place] ^= 0x10;
            std::fs::write(copy, bytes).unwrap();
        }
    }
}

#[test]
fn a_thousand_nearby_passphrases_are_refused_and_every_way_of_typing_the_right_one_is_not() {
    let (home, keys, _) = Home::with_vault();
    let opens = |typed: &str| home.folder.passphrase_opens(&keys, &typed.into(), &NoDeviceStore).unwrap().is_some();
    let letters: Vec<char> = PASSPHRASE.chars().collect();
    let mut dice = Dice(41);

    for _ in 0..1_000 {
        let mut mutant = letters.clone();
        let place = usize::try_from(dice.roll(letters.len() as u64)).unwrap();
        match dice.roll(4) {
            0 => drop(mutant.remove(place)),
            1 => mutant.insert(place, 'x'),
            2 => mutant[place] = char::from_u32(u32::from(mutant[place]) ^ 1).unwrap(),
            _ => mutant.push('.'),
        }
        let mutant: String = mutant.into_iter().collect();
        assert!(!opens(&mutant), "{mutant}");
    }
    for typed in
        ["grau Mo\u{308}wen za\u{308}hlen 41", "ｇｒａｕ　Möwen　zählen　４１", "\u{3000}grau Möwen zählen 41 "]
    {
        assert!(opens(typed), "{typed}");
    }
}

#[test]
fn every_slot_is_bound_to_its_vault() {
    let (home, keys, _) = Home::with_vault();
    let file = keys.file();
    let opener = Opener::Passphrase(Typed::knowing(&PASSPHRASE.into(), None));
    let slot = file.passphrase_slot(own_slot(&keys)).unwrap();

    assert!(opener.open(slot, keys.vault_id()).unwrap().is_some());
    assert!(opener.open(slot, VaultId::from_bytes([1; 16])).unwrap().is_none());
    drop(home);
}
