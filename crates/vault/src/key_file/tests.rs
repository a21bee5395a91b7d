use std::time::Duration;

use guarded::Guarded;

use super::*;
use crate::cost::KdfCost;
use crate::escrow;
use crate::kdf::testing as stretching;
use crate::opener::Typed;
use crate::recovery::RecoveryCode;
use crate::testing::quickest;
use crate::wrapping;

const FIRST_SLOT: usize = 35;
const SLOT_HEAD: usize = 20;
const PASSPHRASE_LEN: usize = SLOT_HEAD + 12 + 16 + 16 + 72;
const RECOVERY_LEN: usize = SLOT_HEAD + 16 + 72;
const FILE_LEN: usize = FIRST_SLOT + PASSPHRASE_LEN + RECOVERY_LEN + 2 * HASH_LEN;

/// A file with a passphrase and a recovery code, its key and its code.
fn sample() -> (Vec<u8>, VaultKey, RecoveryCode) {
    stretching::make_cheap();
    let (vault, key, code) = (VaultId::make().unwrap(), VaultKey::make().unwrap(), RecoveryCode::make().unwrap());
    let slots = vec![wrapping::recovery(&code, vault, &key).unwrap(), passphrase("grau Möwen zählen", vault, &key)];
    (KeyFile::seal(vault, 7, slots, &key).to_bytes(), key, code)
}

fn passphrase(text: &str, vault: VaultId, key: &VaultKey) -> Slot {
    wrapping::first_passphrase(&Guarded::from(text), KdfCost::FLOOR, vault, key).unwrap()
}

/// A file with every kind of slot, and what opens each.
fn full_sample() -> (KeyFile, VaultKey, Vec<Opener<'static>>) {
    stretching::make_cheap();
    let (vault, key, code) = (VaultId::make().unwrap(), VaultKey::make().unwrap(), RecoveryCode::make().unwrap());
    let [(one, public_one), (two, public_two)] = [escrow::make_identity(), escrow::make_identity()];
    let recipients = escrow::parse_recipients([&public_one, &public_two]).unwrap();
    let slots = vec![
        passphrase("grau Möwen zählen", vault, &key),
        passphrase("another member of staff", vault, &key),
        wrapping::recovery(&code, vault, &key).unwrap(),
        wrapping::escrow(&recipients, vault, &key).unwrap(),
    ];
    let openers = vec![
        typed("grau Möwen zählen"),
        typed("another member of staff"),
        Opener::Recovery(code),
        Opener::Escrow(escrow::parse_identities(&[one, two]).unwrap()),
    ];
    (KeyFile::seal(vault, 7, slots, &key), key, openers)
}

fn typed(text: &str) -> Opener<'static> {
    Opener::Passphrase(Typed::knowing(&Guarded::from(text), None))
}

/// What an attacker does who knows the format: alters bytes and makes the checksum fit again.
fn altered(bytes: &[u8], alter: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = bytes[..bytes.len() - HASH_LEN].to_vec();
    alter(&mut bytes);
    let checksum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    bytes
}

fn with_field(bytes: &[u8], at: usize, value: u32) -> Vec<u8> {
    altered(bytes, |bytes| bytes[at..at + 4].copy_from_slice(&value.to_be_bytes()))
}

fn opens(file: &KeyFile, opener: &Opener<'_>, key: &VaultKey) -> bool {
    file.open(opener).unwrap().is_some_and(|(opened, _)| opened.expose() == key.expose())
}

#[test]
fn a_file_reads_back_to_the_same_bytes_and_is_authentic() {
    let (bytes, key, _) = sample();

    let file = KeyFile::parse(&bytes).unwrap();

    assert_eq!(bytes.len(), FILE_LEN);
    assert_eq!(file.to_bytes(), bytes);
    assert!(file.is_authentic(&key));
    assert!(!file.is_authentic(&VaultKey::make().unwrap()), "another key did not write this file");
}

#[test]
fn a_file_with_every_kind_of_slot_reads_back_and_each_opens() {
    let (file, key, openers) = full_sample();

    let again = KeyFile::parse(&file.to_bytes()).unwrap();

    assert_eq!(again, file);
    assert_eq!(again.infos().len(), 4);
    assert!(again.infos().iter().all(|slot| slot.id != SlotId::OF_VERSION_1 && !slot.device_bound));
    for opener in &openers {
        assert!(opens(&again, opener, &key), "{:?}", opener.kind());
    }
}

#[test]
fn every_flipped_bit_is_noticed_without_a_key() {
    let bytes = full_sample().0.to_bytes();
    for (place, bit) in (0..bytes.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << bit;

        assert_eq!(KeyFile::parse(&flipped), Err(KeyFileFault::Malformed), "byte {place}, bit {bit}");
    }
}

#[test]
fn every_flipped_bit_under_a_fitting_checksum_is_noticed_with_the_key() {
    let (file, key, _) = full_sample();
    let bytes = file.to_bytes();
    for (place, bit) in (0..bytes.len() - HASH_LEN).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let flipped = altered(&bytes, |bytes| bytes[place] ^= 1 << bit);

        let noticed = KeyFile::parse(&flipped).map_or(true, |file| !file.is_authentic(&key));

        assert!(noticed, "byte {place}, bit {bit}");
    }
}

#[test]
fn an_altered_slot_opens_nothing() {
    let (file, _, openers) = full_sample();
    let bytes = file.to_bytes();
    let mut start = FIRST_SLOT;
    for slot in file.slots() {
        let mut own = Vec::new();
        slot.write(&mut own);
        let opener =
            openers.iter().find(|opener| matches!(file.open(opener), Ok(Some((_, by))) if by == OpenedBy::slot(slot)));
        let opener = opener.expect("each slot has something that opens it");
        for place in (10..26).chain(start..start + own.len()) {
            let flipped = altered(&bytes, |bytes| bytes[place] ^= 1);

            let opened = KeyFile::parse(&flipped).ok().and_then(|file| file.open(opener).ok().flatten());

            assert!(opened.is_none(), "{:?}, byte {place}: the wrapping is bound to it", opener.kind());
        }
        start += own.len();
    }
}

#[test]
fn a_file_that_is_cut_or_longer_is_refused_before_any_work() {
    let (bytes, ..) = sample();
    let before = stretching::runs();

    for length in 0..bytes.len() {
        assert_eq!(KeyFile::parse(&bytes[..length]), Err(KeyFileFault::Malformed), "cut to {length}");
        let cut = altered(&bytes, |bytes| bytes.truncate(length));
        assert!(length >= FILE_LEN - HASH_LEN || KeyFile::parse(&cut).is_err(), "cut to {length}, checksum fits");
    }
    let longer = altered(&bytes, |bytes| bytes.push(0));
    assert_eq!(KeyFile::parse(&longer), Err(KeyFileFault::Malformed), "nothing may hide behind the end");
    let huge = altered(&bytes, |bytes| bytes.resize(65 * 1024, 0));
    assert_eq!(KeyFile::parse(&huge), Err(KeyFileFault::OutOfBounds(Bound::FileSize)));
    assert_eq!(stretching::runs(), before);
}

#[test]
fn a_cost_outside_the_bounds_is_refused_before_any_work() {
    let (bytes, ..) = sample();
    let [memory, passes, lanes] = [0, 4, 8].map(|offset| FIRST_SLOT + SLOT_HEAD + offset);
    let before = stretching::runs();

    for (at, value, bound) in [
        (memory, 64 * 1024 - 1, Bound::Memory),
        (memory, 0, Bound::Memory),
        (memory, 1024 * 1024 + 1, Bound::Memory),
        (memory, u32::MAX, Bound::Memory),
        (passes, 0, Bound::Passes),
        (passes, 11, Bound::Passes),
        (lanes, 0, Bound::Lanes),
        (lanes, 9, Bound::Lanes),
    ] {
        let refused = KeyFile::parse(&with_field(&bytes, at, value));

        assert_eq!(refused, Err(KeyFileFault::OutOfBounds(bound)), "{value}");
    }
    let costly = with_field(&bytes, memory, u32::MAX);
    assert!(quickest(|| KeyFile::parse(&costly).is_err()) < Duration::from_millis(50));
    assert_eq!(stretching::runs(), before);
}

#[test]
fn a_file_has_one_to_eight_slots() {
    let (bytes, ..) = sample();
    for count in [0, 9, 255] {
        let refused = KeyFile::parse(&altered(&bytes, |bytes| bytes[FIRST_SLOT - 1] = count));

        assert_eq!(refused, Err(KeyFileFault::OutOfBounds(Bound::SlotCount)), "{count}");
    }
}

#[test]
fn more_slots_of_a_kind_than_there_may_be_are_refused() {
    stretching::make_cheap();
    let (vault, key) = (VaultId::make().unwrap(), VaultKey::make().unwrap());
    let code = || wrapping::recovery(&RecoveryCode::make().unwrap(), vault, &key).unwrap();
    let seven = (0..7).map(|n| passphrase(&format!("member of staff {n}"), vault, &key)).collect();

    for (slots, why) in [(vec![code(), code()], "two codes"), (seven, "seven passphrases")] {
        let refused = KeyFile::parse(&KeyFile::seal(vault, 1, slots, &key).to_bytes());

        assert_eq!(refused, Err(KeyFileFault::OutOfBounds(Bound::SlotKinds)), "{why}");
    }
}

#[test]
fn slots_of_unknown_kinds_twice_or_out_of_order_are_refused() {
    let (bytes, ..) = sample();
    let second = FIRST_SLOT + PASSPHRASE_LEN;
    let unknown = altered(&bytes, |bytes| bytes[second] = 4);
    let unknown_flag = altered(&bytes, |bytes| bytes[second + 1] = 2);
    let swapped = altered(&bytes, |bytes| bytes[FIRST_SLOT..second + RECOVERY_LEN].rotate_left(PASSPHRASE_LEN));
    let longer = altered(&bytes, |bytes| bytes[second + SLOT_HEAD - 1] += 1);
    let shorter = altered(&bytes, |bytes| bytes[second + SLOT_HEAD - 1] -= 1);
    let twice = altered(&bytes, |bytes| {
        let first = bytes[FIRST_SLOT..second].to_vec();
        bytes.splice(second..second, first);
        bytes[FIRST_SLOT - 1] = 3;
    });

    for (refused, why) in [
        (unknown, "kind"),
        (unknown_flag, "flag"),
        (swapped, "order"),
        (longer, "length"),
        (shorter, "length"),
        (twice, "twice"),
    ] {
        assert_eq!(KeyFile::parse(&refused), Err(KeyFileFault::Malformed), "{why}");
    }
}

#[test]
fn a_newer_version_is_told_apart_from_damage() {
    let (bytes, ..) = sample();
    let of_version = |version: u16| altered(&bytes, |bytes| bytes[8..10].copy_from_slice(&version.to_be_bytes()));

    assert_eq!(KeyFile::parse(&of_version(3)), Err(KeyFileFault::Newer(3)));
    assert_eq!(KeyFile::parse(&of_version(u16::MAX)), Err(KeyFileFault::Newer(u16::MAX)));
    assert_eq!(KeyFile::parse(&of_version(0)), Err(KeyFileFault::Malformed));
    assert!(KeyFile::parse(&of_version(1)).is_err(), "the slots of version 1 look otherwise");
}

#[test]
fn a_file_of_version_1_becomes_a_version_2_in_which_its_slots_still_open() {
    let bytes = include_bytes!("../../tests/fixtures/version-1.keys");
    let old = KeyFile::parse(bytes).unwrap();
    let code = Opener::Recovery(RecoveryCode::parse("WSV2-YMMV-JYP3-9ZR3-TRWS-50HX-EJKG-N6YT-8NN1").unwrap());
    let passphrase = typed("鳥が鳴く before the rain");
    let (key, by) = old.open(&code).unwrap().expect("its code");

    let new = KeyFile::parse(&old.next(old.slots().to_vec(), &key).to_bytes()).unwrap();

    assert_eq!((old.to_bytes().as_slice(), by), (bytes.as_slice(), OpenedBy::Recovery));
    assert!(old.is_authentic(&key) && new.is_authentic(&key));
    assert_eq!((new.version, new.sequence), (2, old.sequence + 1));
    assert_eq!(new.infos(), old.infos());
    assert!(new.infos().iter().all(|slot| slot.id == SlotId::OF_VERSION_1));
    assert!(opens(&new, &code, &key) && opens(&new, &passphrase, &key));
}

#[test]
fn a_recovery_code_and_the_office_need_no_stretching() {
    let (file, key, openers) = full_sample();
    let before = stretching::runs();

    for opener in openers.iter().filter(|opener| opener.kind() != SlotKind::Passphrase) {
        assert!(opens(&file, opener, &key));
    }

    assert_eq!(stretching::runs(), before, "they must open where there is no memory for Argon2id");
}

#[test]
fn passphrases_that_share_a_salt_cost_one_run_together() {
    stretching::make_cheap();
    let (vault, key) = (VaultId::make().unwrap(), VaultKey::make().unwrap());
    let first = passphrase("the first of the six", vault, &key);
    let stretching = first.lock.stretching().unwrap();
    let more = (2..=6).map(|n| {
        let typed = Typed::knowing(&format!("number {n} of the six").into(), None);
        wrapping::passphrase(SlotId::make().unwrap(), &typed, stretching, None, vault, &key).unwrap()
    });
    let file = KeyFile::seal(vault, 1, more.chain([first.clone()]).collect(), &key);

    for text in ["number 6 of the six", "none of the six"] {
        let before = stretching::runs();

        let opened = opens(&file, &typed(text), &key);

        assert_eq!((opened, stretching::runs() - before), (text.starts_with("number"), 1), "{text}");
    }
}

#[test]
fn debug_shows_nothing_of_the_key() {
    let (_, key, code) = sample();
    let bytes = Guarded::new(*key.expose());
    let literal = crate::key::raw_key_literal(&bytes);

    let shown = format!("{key:?} {literal:?} {code:?}");

    assert!(!shown.contains(literal.expose()) && !shown.contains(&format!("{:?}", key.expose())));
    assert_eq!(shown.matches("[guarded]").count(), 4);
}
