use std::fs;

use super::*;
use crate::testing::{Home, files};

fn sample() -> Anchor {
    Anchor {
        commits: 1_234,
        entries: 567,
        head: [0xa5; 32],
        digest: Some([0x5a; 32]),
        keys_sequence: 3,
        closed_at: "2026-11-22T09:00:00+09:00".into(),
        last_backup: Some(LastBackup {
            serial: 12,
            made_at: "2026-11-21T18:00:00+09:00".into(),
            folder: Some("/media/amal/保存".into()),
        }),
        erased: (0..40).map(|n| [n; 16]).collect(),
        sealed_at: None,
    }
}

fn bare() -> Anchor {
    Anchor { digest: None, last_backup: None, erased: Vec::new(), sealed_at: Some("2026-11-22".into()), ..sample() }
}

#[test]
fn what_was_written_is_read_and_the_next_takes_its_place() {
    let (home, keys, _) = Home::with_vault();
    assert_eq!(read(&home.folder, &keys), Ok(None), "a new vault has none");

    for anchor in [sample(), bare()] {
        write(&home.folder, &keys, &anchor).unwrap();

        assert_eq!(read(&home.folder, &keys), Ok(Some(anchor)));
    }
    assert_eq!(files(&home.path()).len(), 3, "two copies of the keys and one anchor");
}

#[test]
fn every_flipped_bit_is_noticed() {
    let (home, keys, _) = Home::with_vault();
    let bytes = seal(&bare(), &keys).unwrap();
    assert_eq!(bytes.len(), HEAD_LEN + FILL_TO + TAG_LEN);
    for (place, bit) in (0..bytes.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << bit;

        let opened = open(&flipped, &keys);

        assert!(matches!(opened, Err(AnchorFault::Damaged | AnchorFault::Newer { .. })), "byte {place}, bit {bit}");
    }
    drop(home);
}

#[test]
fn a_cut_a_longer_and_a_huge_file_are_damaged() {
    let (home, keys, _) = Home::with_vault();
    let bytes = seal(&sample(), &keys).unwrap();

    for length in (0..bytes.len()).step_by(97).chain([0, HEAD_LEN, bytes.len() - 1]) {
        assert_eq!(open(&bytes[..length], &keys), Err(AnchorFault::Damaged), "cut to {length}");
    }
    assert_eq!(open(&[bytes.clone(), vec![0]].concat(), &keys), Err(AnchorFault::Damaged));
    fs::write(home.path().join(ANCHOR_NAME), vec![0; 2 * 1024 * 1024]).unwrap();
    assert_eq!(read(&home.folder, &keys), Err(AnchorFault::Damaged));
}

#[test]
fn the_anchor_of_another_vault_is_damaged_here() {
    let (home, keys, _) = Home::with_vault();
    let (_other, foreign, _) = Home::with_vault();
    write(&home.folder, &foreign, &sample()).unwrap();

    assert_eq!(read(&home.folder, &keys), Err(AnchorFault::Damaged));
}

#[test]
fn a_newer_format_is_told_apart_from_damage() {
    let (_home, keys, _) = Home::with_vault();
    let mut bytes = seal(&sample(), &keys).unwrap();
    bytes[9] = 2;

    assert_eq!(open(&bytes, &keys), Err(AnchorFault::Newer { version: 2 }));
}

#[test]
fn the_length_does_not_say_how_many_were_erased() {
    let (_home, keys, _) = Home::with_vault();
    let with = |count: u8| {
        let erased = (0..count).map(|n| [n; 16]).collect();
        seal(&Anchor { erased, ..sample() }, &keys).unwrap().len()
    };

    assert_eq!(with(0), with(60));
}

#[test]
fn an_anchor_beyond_the_bounds_is_neither_written_nor_believed() {
    let (home, keys, _) = Home::with_vault();
    let many = Anchor { erased: vec![[7; 16]; MAX_ERASED + 1], ..sample() };
    let wordy = Anchor { closed_at: "x".repeat(MAX_TEXT_LEN + 1), ..sample() };
    let full = Anchor { erased: vec![[7; 16]; MAX_ERASED], ..sample() };

    assert_eq!(write(&home.folder, &keys, &many), Err(AnchorFault::TooLong));
    assert_eq!(write(&home.folder, &keys, &wordy), Err(AnchorFault::TooLong));
    write(&home.folder, &keys, &full).unwrap();
    assert_eq!(read(&home.folder, &keys), Ok(Some(full)));
}

#[test]
fn what_the_key_sealed_is_still_checked_for_its_form() {
    let (_home, keys, _) = Home::with_vault();
    let good = String::from_utf8(serde_json::to_vec(&Written::of(&sample())).unwrap()).unwrap();
    let sealed = |json: String| {
        let (nonce, mut json) = ([1; NONCE_LEN], json.into_bytes());
        let mut bytes = head(keys.vault_id(), nonce);
        let tag = encrypt(&keys, nonce, &bytes, &mut json);
        bytes.extend_from_slice(&json);
        bytes.extend_from_slice(&tag);
        bytes
    };

    assert!(open(&sealed(good.clone()), &keys).is_ok());
    for (strange, why) in [
        (good.replace("\"commits\"", "\"more\":1,\"commits\""), "an unknown field"),
        (good.replace("\"commits\":1234,", ""), "a missing field"),
        (good.replace("1234", "-1"), "a negative number"),
        (good.replace("a5a5", "zzzz"), "not hex"),
        (good.replace("a5a5", "a5"), "a short MAC"),
        (good.replace("5a5a", "+a+a"), "a sign in the place of a digit"),
        (format!("{good}x"), "something behind the end"),
        (String::new(), "nothing"),
    ] {
        assert_eq!(open(&sealed(strange), &keys), Err(AnchorFault::Damaged), "{why}");
    }
}

#[test]
fn a_crash_before_the_rename_leaves_the_one_before() {
    let (home, keys, _) = Home::with_vault();
    write(&home.folder, &keys, &sample()).unwrap();
    fs::write(home.path().join("vault.anchor.new"), "half an anchor").unwrap();

    assert_eq!(read(&home.folder, &keys), Ok(Some(sample())));
    write(&home.folder, &keys, &bare()).unwrap();
    assert_eq!(read(&home.folder, &keys), Ok(Some(bare())));
}

#[test]
fn debug_shows_no_folder_of_a_backup() {
    assert!(!format!("{:?}", sample()).contains("amal"));
}
