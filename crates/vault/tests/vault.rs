//! The rules of a vault folder as its callers see them.

use std::fs;
use std::path::PathBuf;

use guarded::Guarded;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use vault::{
    ChangeError, ClaimError, CodeTypo, CreateError, FolderState, KdfCost, Mending, NoDeviceStore, OpenKeys, OpenedBy,
    Purpose, RecoveryCode, STORE_NAME, Secret, SlotId, UnlockError, VaultFolder, WhichCopies,
};

const PASSPHRASE: &str = "grau Möwen zählen 41";

struct Home {
    directory: TempDir,
    folder: VaultFolder,
}

impl Home {
    fn empty() -> Self {
        let directory = tempfile::tempdir().expect("a temporary folder");
        let folder = VaultFolder::at(directory.path().join("amal"));
        Self { directory, folder }
    }

    fn with_vault() -> (Self, OpenKeys, RecoveryCode) {
        let home = Self::empty();
        let (keys, code) = home.folder.create(&PASSPHRASE.into(), KdfCost::FLOOR).expect("an empty folder");
        (home, keys, code)
    }

    fn paths(&self) -> [PathBuf; 2] {
        ["vault.keys", "vault.keys.copy"].map(|name| self.directory.path().join("amal").join(name))
    }

    fn copies(&self) -> [Vec<u8>; 2] {
        self.paths().map(|path| fs::read(path).expect("both copies are there"))
    }

    fn write_both(&self, bytes: &[u8]) {
        self.paths().iter().for_each(|path| fs::write(path, bytes).expect("the folder is there"));
    }

    fn with_passphrase(&self, typed: &str) -> Result<OpenKeys, UnlockError> {
        self.folder.unlock(Secret::Passphrase(&typed.into()), &NoDeviceStore)
    }

    fn with_code(&self, code: &RecoveryCode) -> Result<OpenKeys, UnlockError> {
        self.folder.unlock(Secret::Recovery(code.text()), &NoDeviceStore)
    }
}

fn same_keys(one: &OpenKeys, other: &OpenKeys) -> bool {
    one.vault_id() == other.vault_id() && one.database_key() == other.database_key()
}

/// The slot of whoever opened or made the vault.
fn own_slot(keys: &OpenKeys) -> SlotId {
    let OpenedBy::Passphrase(slot) = keys.opened_by() else { panic!("opened by a passphrase") };
    slot
}

#[test]
fn the_passphrase_and_the_recovery_code_open_the_same_vault() {
    let (home, keys, code) = Home::with_vault();

    let by_passphrase = home.with_passphrase(PASSPHRASE).unwrap();
    let by_code = home.with_code(&code).unwrap();

    assert!(same_keys(&keys, &by_passphrase) && same_keys(&keys, &by_code));
    assert_eq!(by_passphrase.mending(), Mending::NotNeeded);
    assert_eq!(by_code.sequence(), 1);
}

#[test]
fn a_passphrase_opens_from_every_keyboard_and_a_wrong_one_does_not() {
    let (home, ..) = Home::with_vault();

    for typed in ["grau Mo\u{308}wen za\u{308}hlen 41", "ｇｒａｕ\u{3000}Möwen zählen ４１", " grau Möwen zählen 41\n"]
    {
        assert!(home.with_passphrase(typed).is_ok(), "{typed}");
    }
    for typed in ["grau Möwen zählen 42", "Grau Möwen zählen 41", "grau Mowen zählen 41", ""] {
        assert_eq!(home.with_passphrase(typed).unwrap_err(), UnlockError::WrongSecret, "{typed}");
    }
}

#[test]
fn a_wrong_code_is_told_apart_from_a_mistyped_one() {
    let (home, _, code) = Home::with_vault();
    let (_, _, foreign) = Home::with_vault();
    let mistyped = code.text().map(|text| text.chars().rev().collect::<String>());

    assert_eq!(home.with_code(&foreign).unwrap_err(), UnlockError::WrongSecret);
    assert!(matches!(home.folder.unlock(Secret::Recovery(&mistyped), &NoDeviceStore), Err(UnlockError::Mistyped(_))));
    assert_eq!(
        home.folder.unlock(Secret::Recovery(&"".into()), &NoDeviceStore).unwrap_err(),
        UnlockError::Mistyped(CodeTypo::Length { found: 0 })
    );
}

#[test]
fn every_flipped_bit_in_both_copies_is_noticed() {
    let (home, keys, code) = Home::with_vault();
    let [bytes, _] = home.copies();
    let damaged = WhichCopies::Both;

    for place in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        home.write_both(&flipped);

        assert_eq!(home.with_code(&code).unwrap_err(), UnlockError::Damaged { copies: damaged }, "byte {place}");
        let change = home.folder.replace_recovery_code(&keys);
        assert_eq!(change.unwrap_err(), ChangeError::Damaged { copies: damaged }, "byte {place}");
        assert_eq!(home.copies(), [flipped.clone(), flipped], "nothing is written over what may be saved");
    }
    assert!(matches!(home.with_passphrase(PASSPHRASE), Err(UnlockError::Damaged { .. })));
}

#[test]
fn every_flipped_byte_in_one_copy_is_mended_from_the_other() {
    let (home, keys, code) = Home::with_vault();
    let [bytes, _] = home.copies();

    for (place, path) in (0..bytes.len()).step_by(7).zip(home.paths().iter().cycle()) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 0xff;
        fs::write(path, flipped).unwrap();

        let opened = home.with_code(&code).unwrap();

        assert!(same_keys(&keys, &opened));
        assert_eq!(opened.mending(), Mending::Mended);
        assert_eq!(home.copies(), [bytes.clone(), bytes.clone()]);
    }
    fs::write(&home.paths()[0], "").unwrap();
    assert_eq!(home.with_passphrase(PASSPHRASE).unwrap().mending(), Mending::Mended);
}

#[test]
fn a_damaged_copy_stays_as_it_is_while_the_secret_is_wrong() {
    let (home, _, _) = Home::with_vault();
    fs::write(&home.paths()[0], "garbage").unwrap();

    assert_eq!(home.with_passphrase("wrong").unwrap_err(), UnlockError::WrongSecret);

    assert_eq!(fs::read(&home.paths()[0]).unwrap(), b"garbage", "only a key proves that the other copy is ours");
}

#[test]
fn a_missing_copy_is_written_again() {
    for missing in [0, 1] {
        let (home, _, code) = Home::with_vault();
        fs::remove_file(&home.paths()[missing]).unwrap();

        let opened = home.with_code(&code).unwrap();

        let [first, second] = home.copies();
        assert_eq!((opened.mending(), first), (Mending::Mended, second));
    }
}

#[test]
fn a_copy_of_another_vault_is_left_alone() {
    let (home, _, code) = Home::with_vault();
    let (other, ..) = Home::with_vault();
    let [foreign, _] = other.copies();
    fs::write(&home.paths()[0], &foreign).unwrap();

    let opened = home.with_code(&code).unwrap();

    assert_eq!(opened.mending(), Mending::OtherVault);
    assert_eq!(home.copies()[0], foreign, "it may be the only key of that vault");
}

/// What an attacker does who knows the format: alters a byte and makes the checksum fit again.
fn altered(bytes: &[u8], place: usize, value: u8) -> Vec<u8> {
    let (covered, _) = bytes.split_last_chunk::<32>().expect("a key file ends in its checksum");
    let mut bytes = covered.to_vec();
    *bytes.get_mut(place).expect("a place in the file") = value;
    let checksum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&checksum);
    bytes
}

#[test]
fn a_copy_altered_by_someone_who_knows_the_format_is_not_believed() {
    let (home, keys, code) = Home::with_vault();
    let [bytes, _] = home.copies();
    let newest_of_all = altered(&bytes, 26, 0xff);
    fs::write(&home.paths()[1], &newest_of_all).unwrap();

    let opened = home.with_code(&code).unwrap();

    assert_eq!((opened.sequence(), opened.mending()), (keys.sequence(), Mending::Mended));
    assert_eq!(home.copies(), [bytes.clone(), bytes]);
    home.write_both(&newest_of_all);
    assert_eq!(home.with_code(&code).unwrap_err(), UnlockError::Damaged { copies: WhichCopies::Both });
}

#[test]
fn a_file_of_a_newer_release_is_refused_and_never_mended() {
    let (home, keys, code) = Home::with_vault();
    let newer = altered(&home.copies()[0], 9, 3);
    fs::write(&home.paths()[1], &newer).unwrap();

    assert_eq!(home.with_code(&code).unwrap_err(), UnlockError::Newer { version: 3 });
    assert_eq!(home.folder.replace_recovery_code(&keys).unwrap_err(), ChangeError::Newer { version: 3 });
    assert_eq!(home.copies()[1], newer);
}

#[test]
fn no_key_file_and_a_huge_one_are_refused() {
    let (home, _, code) = Home::with_vault();

    home.write_both(&vec![0; 65 * 1024]);
    assert_eq!(home.with_code(&code).unwrap_err(), UnlockError::OutOfBounds { what: vault::Bound::FileSize });
    home.write_both(b"");
    assert_eq!(home.with_code(&code).unwrap_err(), UnlockError::Damaged { copies: WhichCopies::Both });
    home.paths().iter().for_each(|path| fs::remove_file(path).unwrap());
    assert_eq!(home.with_code(&code).unwrap_err(), UnlockError::Missing);
}

#[test]
fn creating_never_overwrites_keys_or_a_store() {
    let (home, ..) = Home::with_vault();
    let before = home.copies();
    let create = |home: &Home| home.folder.create(&"another one".into(), KdfCost::FLOOR).map(|_| ());

    assert_eq!(create(&home), Err(CreateError::AlreadyThere));
    assert_eq!(home.copies(), before);
    fs::remove_file(&home.paths()[0]).unwrap();
    assert_eq!(create(&home), Err(CreateError::AlreadyThere), "one copy is a vault");
    fs::remove_file(&home.paths()[1]).unwrap();
    fs::write(home.folder.store_path(), "store").unwrap();
    assert_eq!(create(&home), Err(CreateError::AlreadyThere), "a store without keys is no first start");
}

#[test]
fn the_folder_says_what_is_missing() {
    let home = Home::empty();
    assert_eq!(home.folder.state(), Ok(FolderState::Empty), "no folder");

    home.folder.create(&PASSPHRASE.into(), KdfCost::FLOOR).unwrap();
    assert_eq!(home.folder.state(), Ok(FolderState::StoreMissing));
    fs::write(home.folder.store_path(), "store").unwrap();
    assert_eq!(home.folder.state(), Ok(FolderState::Present));
    fs::remove_file(&home.paths()[0]).unwrap();
    assert_eq!(home.folder.state(), Ok(FolderState::Present), "one copy is enough");
    fs::remove_file(&home.paths()[1]).unwrap();
    assert_eq!(home.folder.state(), Ok(FolderState::KeysMissing));
    assert!(home.folder.store_path().ends_with(STORE_NAME));
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_leaves_the_code() {
    let (home, keys, code) = Home::with_vault();

    home.folder.change_passphrase(&keys, own_slot(&keys), &"青い自転車で海まで".into(), KdfCost::FLOOR).unwrap();

    assert_eq!(home.with_passphrase(PASSPHRASE).unwrap_err(), UnlockError::WrongSecret);
    assert!(same_keys(&keys, &home.with_passphrase("青い自転車で海まで").unwrap()));
    assert!(same_keys(&keys, &home.with_code(&code).unwrap()));
    assert_eq!(keys.sequence(), 2);
}

#[test]
fn a_replaced_code_opens_nothing_any_more() {
    let (home, keys, old) = Home::with_vault();

    let first = home.folder.replace_recovery_code(&keys).unwrap();
    let second = home.folder.replace_recovery_code(&keys).unwrap();

    assert_eq!(home.with_code(&old).unwrap_err(), UnlockError::WrongSecret);
    assert_eq!(home.with_code(&first).unwrap_err(), UnlockError::WrongSecret);
    assert!(same_keys(&keys, &home.with_code(&second).unwrap()));
    assert!(same_keys(&keys, &home.with_passphrase(PASSPHRASE).unwrap()));
    assert_eq!((keys.sequence(), home.with_code(&second).unwrap().sequence()), (3, 3));
}

#[test]
fn a_crash_between_the_two_copies_leaves_the_new_state_in_force() {
    let (home, keys, old) = Home::with_vault();
    let [_, before] = home.copies();
    let new = home.folder.replace_recovery_code(&keys).unwrap();
    fs::write(&home.paths()[1], &before).unwrap();

    let refused = home.with_code(&old).unwrap_err();
    let second_untouched = home.copies()[1] == before;
    let opened = home.with_code(&new).unwrap();

    assert_eq!(refused, UnlockError::WrongSecret, "a replaced code must not come back through the older copy");
    assert!(second_untouched);
    assert_eq!((opened.mending(), opened.sequence()), (Mending::Mended, 2));
    let [first, second] = home.copies();
    assert_eq!(first, second);
}

#[test]
fn a_crash_before_the_first_copy_leaves_the_old_state_in_force() {
    let (home, keys, old) = Home::with_vault();
    let staged = home.paths()[0].with_added_extension("new");
    fs::write(&staged, "half a key file").unwrap();

    assert!(same_keys(&keys, &home.with_code(&old).unwrap()));

    home.folder.replace_recovery_code(&keys).unwrap();
    assert!(!staged.exists(), "what a crash leaves is cleared by the next write");
}

#[test]
fn a_key_file_put_back_while_the_vault_is_open_is_not_built_upon() {
    let (home, keys, _) = Home::with_vault();
    let [old, _] = home.copies();
    home.folder.replace_recovery_code(&keys).unwrap();
    home.write_both(&old);

    let refused = home.folder.replace_recovery_code(&keys);

    assert_eq!(refused.unwrap_err(), ChangeError::RolledBack);
}

#[test]
fn a_change_that_cannot_be_written_leaves_the_old_secrets_in_force() {
    let (home, keys, old) = Home::with_vault();
    // A folder in the place of the staged second copy: it can be neither removed nor written.
    fs::create_dir(home.paths()[1].with_added_extension("new")).unwrap();
    let before = home.copies();

    assert!(matches!(home.folder.replace_recovery_code(&keys), Err(ChangeError::Disk(_))));

    assert_eq!(home.copies(), before);
    assert!(home.with_code(&old).is_ok());
    assert_eq!(keys.sequence(), 1);
}

#[test]
fn a_copy_that_cannot_be_mended_does_not_keep_the_vault_shut() {
    let (home, keys, code) = Home::with_vault();
    fs::remove_file(&home.paths()[1]).unwrap();
    fs::create_dir(home.paths()[1].with_added_extension("new")).unwrap();

    let opened = home.with_code(&code).unwrap();

    assert!(same_keys(&keys, &opened));
    assert!(matches!(opened.mending(), Mending::Failed(_)));
}

#[test]
fn random_vaults_open_again_with_passphrase_and_code() {
    for _ in 0..3 {
        let home = Home::empty();
        let passphrase = vault::passphrase::suggest().unwrap();
        let (keys, code) = home.folder.create(&passphrase, KdfCost::FLOOR).unwrap();

        let again = home.folder.unlock(Secret::Passphrase(&passphrase), &NoDeviceStore).unwrap();

        assert!(same_keys(&keys, &again) && same_keys(&keys, &home.with_code(&code).unwrap()));
    }
}

#[test]
fn a_key_file_of_version_1_opens_in_every_release() {
    let home = Home::empty();
    fs::create_dir(home.directory.path().join("amal")).unwrap();
    home.write_both(include_bytes!("fixtures/version-1.keys"));
    let code = RecoveryCode::parse("WSV2-YMMV-JYP3-9ZR3-TRWS-50HX-EJKG-N6YT-8NN1").unwrap();

    for opened in [home.with_passphrase("鳥が鳴く before the rain").unwrap(), home.with_code(&code).unwrap()] {
        let expected = "x'af36a8a86a854414af3e55245a57ba107ed47fe8f0440954747359ca0bbb146e'";
        assert_eq!(opened.database_key().expose(), expected, "a changed derivation locks everyone out");
    }
}

#[test]
fn a_folder_is_claimed_once() {
    let home = Home::empty();
    let claim = home.folder.claim().unwrap();

    assert_eq!(home.folder.claim().unwrap_err(), ClaimError::InUse);
    drop(claim);
    let again = home.folder.claim().unwrap();

    assert_eq!(fs::read(home.directory.path().join("amal/vault.lock")).unwrap(), b"", "it says nothing of anyone");
    assert_eq!(home.folder.state(), Ok(FolderState::Empty));
    drop(again);
}

#[test]
fn debug_shows_no_secret_and_no_path() {
    let (home, keys, code) = Home::with_vault();
    let passphrase = Guarded::from(PASSPHRASE);

    let shown = format!(
        "{keys:?} {code:?} {:?} {:?} {:?} {:?} {:?}",
        Secret::Passphrase(&passphrase),
        Secret::Recovery(code.text()),
        home.folder,
        home.folder.claim().map(|_| ()),
        home.with_passphrase("wrong guess").map(|_| ()),
    );

    let database_key = keys.database_key();
    let key_bytes = keys.key(Purpose::Database);
    let groups = code.text().expose().split('-');
    for secret in groups.chain([PASSPHRASE, "wrong guess", "amal", database_key.expose()]) {
        assert!(!shown.contains(secret), "{secret} reaches logs and panics");
    }
    assert!(!shown.contains(&format!("{:?}", key_bytes.expose())));
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_folder_and_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let (home, ..) = Home::with_vault();
    let _claim = home.folder.claim().unwrap();
    let folder = home.directory.path().join("amal");
    let mode = |path: &PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;

    assert_eq!(mode(&folder), 0o700);
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    drop(_claim);
    home.folder.claim().unwrap();
    assert_eq!(mode(&folder), 0o700, "a folder that was there before is closed too");
}
