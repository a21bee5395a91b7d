use super::*;
use crate::kdf::counting;

const FIRST_SLOT: usize = 35;
const SLOT_LEN: usize = 101;
const FILE_LEN: usize = FIRST_SLOT + 2 * SLOT_LEN + 2 * HASH_LEN;

/// A file with both slots, its key and its code.
fn sample() -> (Vec<u8>, VaultKey, RecoveryCode) {
    let (vault, key, code) = (VaultId::make().unwrap(), VaultKey::make().unwrap(), RecoveryCode::make().unwrap());
    let slots = vec![
        recovery_slot(&code, vault, &key).unwrap(),
        passphrase_slot(&Guarded::from("grau Möwen zählen"), KdfCost::FLOOR, vault, &key).unwrap(),
    ];
    (KeyFile::seal(vault, 7, slots, &key).to_bytes(), key, code)
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
fn every_flipped_bit_is_noticed_without_a_key() {
    let (bytes, ..) = sample();
    for (place, bit) in (0..bytes.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << bit;

        assert_eq!(KeyFile::parse(&flipped), Err(KeyFileFault::Malformed), "byte {place}, bit {bit}");
    }
}

#[test]
fn every_flipped_bit_under_a_fitting_checksum_is_noticed_with_the_key() {
    let (bytes, key, _) = sample();
    for (place, bit) in (0..FILE_LEN - HASH_LEN).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let flipped = altered(&bytes, |bytes| bytes[place] ^= 1 << bit);

        let noticed = KeyFile::parse(&flipped).map_or(true, |file| !file.is_authentic(&key));

        assert!(noticed, "byte {place}, bit {bit}");
    }
}

#[test]
fn an_altered_recovery_slot_opens_nothing() {
    let (bytes, _, code) = sample();
    let start = FIRST_SLOT + SLOT_LEN;
    for place in (0..26).chain(start..start + SLOT_LEN) {
        let flipped = altered(&bytes, |bytes| bytes[place] ^= 1);

        let opened = KeyFile::parse(&flipped).ok().and_then(|file| file.open(&Opener::Recovery(code.clone())).unwrap());

        assert_eq!(opened, None, "byte {place}: the wrapping is bound to it");
    }
}

#[test]
fn a_file_that_is_cut_or_longer_is_refused_before_any_work() {
    let (bytes, ..) = sample();
    let before = counting::runs();

    for length in 0..bytes.len() {
        assert_eq!(KeyFile::parse(&bytes[..length]), Err(KeyFileFault::Malformed), "cut to {length}");
        let cut = altered(&bytes, |bytes| bytes.truncate(length));
        assert!(length >= FILE_LEN - HASH_LEN || KeyFile::parse(&cut).is_err(), "cut to {length}, checksum fits");
    }
    let longer = altered(&bytes, |bytes| bytes.push(0));
    assert_eq!(KeyFile::parse(&longer), Err(KeyFileFault::Malformed), "nothing may hide behind the end");
    let huge = altered(&bytes, |bytes| bytes.resize(65 * 1024, 0));
    assert_eq!(KeyFile::parse(&huge), Err(KeyFileFault::OutOfBounds(Bound::FileSize)));
    assert_eq!(counting::runs(), before);
}

#[test]
fn a_cost_outside_the_bounds_is_refused_before_any_work() {
    let (bytes, ..) = sample();
    let [memory, passes, lanes] = [1, 5, 9].map(|offset| FIRST_SLOT + offset);
    let before = counting::runs();

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
    assert_eq!(counting::runs(), before);
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
fn slots_of_unknown_kinds_twice_or_out_of_order_are_refused() {
    let (bytes, ..) = sample();
    let second = FIRST_SLOT + SLOT_LEN;
    let unknown = altered(&bytes, |bytes| bytes[second] = 3);
    let twice = altered(&bytes, |bytes| bytes.copy_within(FIRST_SLOT..second, second));
    let swapped = altered(&bytes, |bytes| bytes[FIRST_SLOT..second + SLOT_LEN].rotate_left(SLOT_LEN));
    let costly_code = with_field(&bytes, second + 1, 1);

    for (refused, why) in [(unknown, "kind"), (twice, "twice"), (swapped, "order"), (costly_code, "not canonical")] {
        assert_eq!(KeyFile::parse(&refused), Err(KeyFileFault::Malformed), "{why}");
    }
}

#[test]
fn a_newer_version_is_told_apart_from_damage() {
    let (bytes, ..) = sample();
    let of_version = |version: u16| altered(&bytes, |bytes| bytes[8..10].copy_from_slice(&version.to_be_bytes()));

    assert_eq!(KeyFile::parse(&of_version(2)), Err(KeyFileFault::Newer(2)));
    assert_eq!(KeyFile::parse(&of_version(u16::MAX)), Err(KeyFileFault::Newer(u16::MAX)));
    assert_eq!(KeyFile::parse(&of_version(0)), Err(KeyFileFault::Malformed));
}

#[test]
fn a_recovery_code_needs_no_stretching() {
    let (bytes, key, code) = sample();
    let before = counting::runs();

    let opened = KeyFile::parse(&bytes).unwrap().open(&Opener::Recovery(code)).unwrap();

    assert_eq!(opened, Some(key));
    assert_eq!(counting::runs(), before, "it must open where there is no memory for Argon2id");
}

#[test]
fn debug_shows_nothing_of_the_key() {
    let (_, key, code) = sample();
    let literal = crate::key::raw_key_literal(key.guarded());

    let shown = format!("{key:?} {literal:?} {code:?}");

    assert!(!shown.contains(literal.expose()) && !shown.contains(&format!("{:?}", key.guarded().expose())));
    assert_eq!(shown.matches("[guarded]").count(), 4);
}
