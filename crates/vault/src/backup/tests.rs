use std::io::ErrorKind;
use std::time::Duration;

use guarded::Guarded;
use sha2::{Digest, Sha256};

use super::piece::{PIECE_LEN, TAG_LEN};
use super::*;
use crate::testing::{Home, MemoryStore, PASSPHRASE, own_slot, quickest, same_keys};
use crate::{CreateError, KdfCost, NoDeviceStore, OpenedBy, RecoveryCode, SlotKind, VaultFolder, escrow, kdf};

/// Where the key file begins.
const KEY_FILE_AT: usize = 8 + 2 + 32 + 4;

fn written(keys: &OpenKeys, which: Which, body: &[u8]) -> Vec<u8> {
    let mut writer = BackupWriter::begin(Vec::new(), keys, which).unwrap();
    writer.write_all(body).unwrap();
    writer.finish().unwrap()
}

fn with_code(bytes: &[u8], code: &RecoveryCode) -> Result<(OpenKeys, Vec<u8>), BackupFault> {
    let (keys, mut reader) = BackupReader::open(bytes, Secret::Recovery(code.text()), &NoDeviceStore)?;
    let mut body = Vec::new();
    reader.read_to_end(&mut body)?;
    Ok((keys, body))
}

/// Bytes that repeat nowhere within a piece.
fn body_of(length: usize) -> Vec<u8> {
    (0..length.div_ceil(4)).flat_map(|n| u32::try_from(n).unwrap().to_le_bytes()).take(length).collect()
}

fn head_len(bytes: &[u8]) -> usize {
    let length = bytes[KEY_FILE_AT - 4..KEY_FILE_AT].try_into().map(u32::from_be_bytes).unwrap();
    KEY_FILE_AT + usize::try_from(length).unwrap()
}

#[test]
fn a_body_of_any_length_comes_back() {
    let (_home, keys, code) = Home::with_vault();
    for length in [0, 1, PIECE_LEN - 1, PIECE_LEN, PIECE_LEN + 1, 2 * PIECE_LEN, 3 * PIECE_LEN + 500] {
        let bytes = written(&keys, Which::AllSlots, &body_of(length));

        let (opened, body) = with_code(&bytes, &code).unwrap();

        assert!(same_keys(&keys, &opened) && body == body_of(length), "{length}");
        let pieces = length.div_ceil(PIECE_LEN).max(1);
        assert_eq!(bytes.len(), head_len(&bytes) + length + pieces * TAG_LEN, "{length}");
    }
}

#[test]
fn passphrase_code_and_office_open_the_same_backup() {
    let (home, keys, code) = Home::with_vault();
    let [(one, public_one), (two, public_two)] = [escrow::make_identity(), escrow::make_identity()];
    home.folder.set_escrow(&keys, [&public_one, &public_two]).unwrap();
    let halves = [one, two];
    let bytes = written(&keys, Which::AllSlots, b"body");
    let passphrase = Guarded::from(PASSPHRASE);

    for (secret, by) in [
        (Secret::Passphrase(&passphrase), keys.opened_by()),
        (Secret::Recovery(code.text()), OpenedBy::Recovery),
        (Secret::Escrow(&halves), OpenedBy::Escrow),
    ] {
        let (opened, _) = BackupReader::open(bytes.as_slice(), secret, &NoDeviceStore).unwrap();

        assert!(same_keys(&keys, &opened));
        assert_eq!((opened.opened_by(), opened.sequence()), (by, keys.sequence()));
    }
}

#[test]
fn a_backup_without_passphrases_opens_with_the_code_only() {
    let (_home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::WithoutPassphrases, b"body");
    let passphrase = Guarded::from(PASSPHRASE);

    let refused = BackupReader::open(bytes.as_slice(), Secret::Passphrase(&passphrase), &NoDeviceStore);

    assert_eq!(refused.err(), Some(BackupFault::Unlock(UnlockError::NoSuchSlot)));
    assert!(with_code(&bytes, &code).is_ok());
    let (vault, slots) = inspect(bytes.as_slice()).unwrap();
    assert_eq!(vault, keys.vault_id());
    assert!(slots.iter().all(|slot| slot.kind == SlotKind::Recovery) && slots.len() == 1);
}

#[test]
fn a_backup_of_a_bound_slot_needs_the_computer_or_the_code() {
    let (home, keys, code) = Home::with_vault();
    let (store, passphrase) = (MemoryStore::default(), Guarded::from(PASSPHRASE));
    home.folder.bind_device(&keys, own_slot(&keys), &passphrase, &store).unwrap();
    let bytes = written(&keys, Which::AllSlots, b"body");
    let open = |store: &dyn DeviceStore| {
        BackupReader::open(bytes.as_slice(), Secret::Passphrase(&passphrase), store).map(|_| ())
    };

    assert_eq!(open(&store), Ok(()));
    let elsewhere = UnlockError::Credential(crate::CredentialFault::NoStore);
    assert_eq!(open(&NoDeviceStore), Err(BackupFault::Unlock(elsewhere)));
    assert!(with_code(&bytes, &code).is_ok());
}

#[test]
fn every_flipped_bit_of_a_small_backup_is_noticed() {
    let (_home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, b"a manifest and a store");
    let head = head_len(&bytes);
    for (place, bit) in (0..bytes.len()).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << bit;

        let fault = with_code(&flipped, &code).err();

        assert!(fault.is_some(), "byte {place}, bit {bit}");
        assert!(place < head || fault == Some(BackupFault::Damaged), "byte {place} of the body, bit {bit}: {fault:?}");
    }
}

#[test]
fn a_head_altered_by_someone_who_knows_the_format_opens_no_body() {
    let (_home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, b"a manifest and a store");
    let head = head_len(&bytes);
    for (place, bit) in (0..head - 32).flat_map(|place| (0..8).map(move |bit| (place, bit))) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << bit;
        let checksum = Sha256::digest(&flipped[KEY_FILE_AT..head - 32]);
        flipped[head - 32..head].copy_from_slice(&checksum);

        let opened = BackupReader::open(flipped.as_slice(), Secret::Recovery(code.text()), &NoDeviceStore);
        assert!(place < KEY_FILE_AT || opened.is_err(), "byte {place}, bit {bit}: no keys from a forged key file");
        assert!(with_code(&flipped, &code).is_err(), "byte {place}, bit {bit}");
    }
}

#[test]
fn the_head_is_bound_to_the_body() {
    let (home, keys, code) = Home::with_vault();
    let (body, before) = (body_of(1_000), written(&keys, Which::AllSlots, &body_of(1_000)));
    let again = written(&keys, Which::AllSlots, &body);
    let swap = |head: &[u8], body: &[u8]| [&head[..head_len(head)], &body[head_len(body)..]].concat();

    assert_ne!(before, again, "the same body is never encrypted alike");
    assert!(with_code(&swap(&before, &again), &code).is_err(), "another salt");
    home.folder.change_passphrase(&keys, own_slot(&keys), &"a new one".into(), KdfCost::FLOOR).unwrap();
    let after = written(&keys, Which::AllSlots, &body);
    let mut old_slots = swap(&before, &after);
    old_slots[10..42].copy_from_slice(&after[10..42]);
    assert!(with_code(&old_slots, &code).is_err(), "slots that were replaced, with the salt of the body");
}

#[test]
fn pieces_that_are_moved_doubled_left_out_or_added_are_noticed() {
    let (_home, keys, code) = Home::with_vault();
    let length = 4 * PIECE_LEN + 1_000;
    let bytes = written(&keys, Which::AllSlots, &body_of(length));
    let (head, body) = bytes.split_at(head_len(&bytes));
    let pieces: Vec<&[u8]> = body.chunks(PIECE_LEN + TAG_LEN).collect();
    let rebuilt = |order: &[usize]| {
        let body: Vec<&[u8]> = order.iter().map(|place| pieces[*place]).collect();
        [head, &body.concat()].concat()
    };

    assert!(with_code(&rebuilt(&[0, 1, 2, 3, 4]), &code).is_ok());
    let orders: [&[usize]; 15] = [
        &[1, 0, 2, 3, 4],
        &[0, 2, 1, 3, 4],
        &[0, 1, 3, 2, 4],
        &[0, 0, 1, 2, 3, 4],
        &[0, 1, 1, 2, 3, 4],
        &[0, 1, 2, 3, 4, 4],
        &[0, 1, 2, 3, 3, 4],
        &[1, 2, 3, 4],
        &[0, 2, 3, 4],
        &[0, 1, 2, 4],
        &[0, 1, 2, 3],
        &[0],
        &[4],
        &[4, 0, 1, 2, 3],
        &[],
    ];
    for order in orders {
        assert!(with_code(&rebuilt(order), &code).is_err(), "{order:?}");
    }
    let other = written(&keys, Which::AllSlots, &body_of(length));
    let foreign = &other[head_len(&other)..][..PIECE_LEN + TAG_LEN];
    let mixed = [head, foreign, &body[PIECE_LEN + TAG_LEN..]].concat();
    assert!(with_code(&mixed, &code).is_err(), "a piece of another backup of the same body");
}

#[test]
fn a_backup_cut_anywhere_or_longer_is_noticed() {
    let (_home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, &body_of(3 * PIECE_LEN));
    let head = head_len(&bytes);
    let whole = PIECE_LEN + TAG_LEN;
    let at_borders =
        (0..=3).flat_map(|piece| [head + piece * whole, head + piece * whole + 1, head + piece * whole + TAG_LEN]);
    let cuts = (0..head).chain((head..bytes.len()).step_by(4_099)).chain(at_borders).chain([bytes.len() - 1]);

    for length in cuts.filter(|length| *length < bytes.len()) {
        assert!(with_code(&bytes[..length], &code).is_err(), "cut to {length}");
    }
    for longer in [vec![0], vec![0; TAG_LEN], bytes[head..].to_vec()] {
        assert!(with_code(&[bytes.as_slice(), &longer].concat(), &code).is_err(), "{} bytes more", longer.len());
    }
}

#[test]
fn nothing_is_returned_behind_damage() {
    let (_home, keys, code) = Home::with_vault();
    let body = body_of(3 * PIECE_LEN);
    let mut bytes = written(&keys, Which::AllSlots, &body);
    let second = head_len(&bytes) + PIECE_LEN + TAG_LEN;
    bytes[second + 9] ^= 1;
    let (_, mut reader) = BackupReader::open(bytes.as_slice(), Secret::Recovery(code.text()), &NoDeviceStore).unwrap();
    let mut got = Vec::new();

    let fault = reader.read_to_end(&mut got).unwrap_err();

    assert_eq!(fault.kind(), ErrorKind::InvalidData);
    assert_eq!(got, body[..PIECE_LEN], "what was whole, and nothing of the damaged piece");
    assert_eq!(reader.read(&mut [0; 9]).unwrap_err().kind(), ErrorKind::InvalidData, "and it stays so");
}

#[test]
fn a_head_out_of_bounds_is_refused_before_any_work() {
    let (_home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, b"body");
    let with = |at: usize, value: u32| {
        let (mut bytes, head) = (bytes.clone(), head_len(&bytes));
        bytes[at..at + 4].copy_from_slice(&value.to_be_bytes());
        let checksum = Sha256::digest(&bytes[KEY_FILE_AT..head - 32]);
        bytes[head - 32..head].copy_from_slice(&checksum);
        bytes
    };
    let memory = KEY_FILE_AT + 35 + 20;
    let before = kdf::testing::runs();

    for (bytes, what) in [
        (with(memory, 1024), Bound::Memory),
        (with(memory, u32::MAX), Bound::Memory),
        (with(memory + 4, 1_000), Bound::Passes),
        (with(memory + 8, 64), Bound::Lanes),
        (with(KEY_FILE_AT - 4, u32::MAX), Bound::FileSize),
        (with(KEY_FILE_AT - 4, 64 * 1024 + 1), Bound::FileSize),
    ] {
        assert_eq!(with_code(&bytes, &code).err(), Some(BackupFault::OutOfBounds { what }));
        assert!(matches!(inspect(bytes.as_slice()), Err(BackupFault::OutOfBounds { .. })));
        assert!(quickest(|| with_code(&bytes, &code).is_err()) < Duration::from_millis(50));
    }

    assert_eq!(kdf::testing::runs(), before);
}

#[test]
fn what_is_no_backup_and_what_is_newer_are_told_apart() {
    let (_home, keys, code) = Home::with_vault();
    let mut newer = written(&keys, Which::AllSlots, b"body");
    newer[9] = 2;

    assert_eq!(with_code(&newer, &code).err(), Some(BackupFault::Newer { version: 2 }));
    for strange in [b"".as_slice(), b"TOMABACK", b"PK\x03\x04 a spreadsheet, not a backup", &newer[..20]] {
        assert!(matches!(inspect(strange), Err(BackupFault::Damaged | BackupFault::Newer { .. })));
    }
}

#[test]
fn a_wrong_secret_and_another_vault_open_nothing() {
    let (_home, keys, _) = Home::with_vault();
    let (_other, foreign, foreign_code) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, b"body");

    let wrong = BackupFault::Unlock(UnlockError::WrongSecret);
    assert_eq!(with_code(&bytes, &foreign_code).err(), Some(wrong));
    assert_eq!(BackupReader::reopen(bytes.as_slice(), &foreign).err(), Some(BackupFault::Damaged));
    let mut body = String::new();
    BackupReader::reopen(bytes.as_slice(), &keys).unwrap().read_to_string(&mut body).unwrap();
    assert_eq!(body, "body");
}

#[test]
fn the_keys_of_a_backup_make_a_vault_in_an_empty_folder_only() {
    let (home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, b"body");
    let (opened, _) = with_code(&bytes, &code).unwrap();
    let beside = Home::empty();

    beside.folder.place_keys(&opened, 40).unwrap();

    let placed = beside.with_passphrase(PASSPHRASE).unwrap();
    assert!(same_keys(&keys, &placed));
    assert_eq!((opened.sequence(), placed.sequence()), (41, 41), "newer than any key file there was");
    assert_eq!(beside.folder.place_keys(&opened, 0), Err(CreateError::AlreadyThere));
    assert_eq!(home.folder.place_keys(&opened, 0), Err(CreateError::AlreadyThere));
}

#[test]
fn the_key_file_of_a_backup_without_passphrases_is_none_for_a_folder() {
    let (home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::WithoutPassphrases, b"body");
    let stripped = &bytes[KEY_FILE_AT..head_len(&bytes)];
    std::fs::write(&home.copies()[0], stripped).unwrap();

    let opened = home.with_passphrase(PASSPHRASE).unwrap();

    assert_eq!(opened.mending(), crate::Mending::Mended, "else whoever has the backup could seal the vault");
    home.copies().iter().for_each(|copy| std::fs::write(copy, stripped).unwrap());
    assert!(matches!(home.with_code(&code), Err(UnlockError::Damaged { .. })));
    let (from_backup, _) = with_code(&bytes, &code).unwrap();
    let beside = Home::empty();
    beside.folder.place_keys(&from_backup, 0).unwrap();
    assert!(same_keys(&keys, &beside.with_code(&code).unwrap()));
}

#[test]
fn a_disk_that_fails_leaves_no_backup_that_could_be_finished() {
    /// Takes so many bytes and no more.
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (_home, keys, _) = Home::with_vault();
    let mut writer = BackupWriter::begin(Full(PIECE_LEN), &keys, Which::AllSlots).unwrap();

    assert_eq!(writer.write_all(&body_of(3 * PIECE_LEN)).unwrap_err().kind(), ErrorKind::StorageFull);

    assert_eq!(writer.write(b"more").unwrap_err().kind(), ErrorKind::BrokenPipe);
    assert_eq!(writer.finish().err().map(|fault| fault.kind()), Some(ErrorKind::BrokenPipe));
    assert_eq!(
        BackupWriter::begin(Full(10), &keys, Which::AllSlots).err(),
        Some(BackupFault::Disk(DiskError::Full)),
        "not even the head"
    );
}

#[test]
fn nothing_of_the_body_can_be_read_in_the_file() {
    let (_home, keys, _) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, &b"Amal Haddad ".repeat(10_000));

    assert!(bytes.windows(11).all(|window| window != b"Amal Haddad"));
}

#[test]
fn a_folder_is_not_needed_to_look_into_a_backup() {
    let (home, keys, code) = Home::with_vault();
    let bytes = written(&keys, Which::AllSlots, b"body");
    drop(home);
    drop(VaultFolder::at("/nowhere"));

    assert!(with_code(&bytes, &code).is_ok());
}
