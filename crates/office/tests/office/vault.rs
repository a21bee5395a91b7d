//! Backups, restoring, and what is noticed when an older state is put back.

use std::{fs, path::Path, sync::Mutex};

use guarded::Guarded;
use office::{CredentialFault, DeviceStore, Hardness, RescueReason, Secret, SecretKind, SessionError, Stage};
use vault::{DeviceItem, VaultId};

use crate::place::{PASSPHRASE, Place, open_place, open_place_with, secret};

const OTHER: &str = "harbour-sparrow-cactus-ribbon-tunnel-lemon";

/// The files of a vault as they are.
fn copy_of(place: &Place, names: &[&str]) -> Vec<(String, Vec<u8>)> {
    names.iter().map(|name| ((*name).to_owned(), fs::read(place.file(name)).expect("the file"))).collect()
}

fn put_back(place: &Place, files: &[(String, Vec<u8>)]) {
    for (name, bytes) in files {
        fs::write(place.file(name), bytes).expect("written");
    }
}

/// What unlocking answers, and why the vault stays shut.
fn refused(place: &Place) -> (Option<SessionError>, Option<RescueReason>) {
    let error = place.office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).err();
    (error, place.office.rescue().ok().map(|report| report.reason))
}

const STORE: &str = "vault.db";
const ANCHOR: &str = "vault.anchor";
const KEYS: [&str; 2] = ["vault.keys", "vault.keys.copy"];

#[test]
fn an_older_store_put_back_is_refused_with_both_numbers() {
    let place = open_place();
    place.meet("Amal");
    place.office.lock();
    let older = copy_of(&place, &[STORE]);
    place.unlock();
    place.meet("Bashir");
    place.office.lock();

    put_back(&place, &older);

    assert_eq!(refused(&place), (Some(SessionError::StoreStale), Some(RescueReason::RolledBack)));
    let report = place.office.rescue().expect("the rescue screen");
    assert!(report.found_serial < report.expected_serial && report.can_accept);
    assert_eq!(place.office.status().stage, Stage::Rescue);
    assert!(place.office.read(|desk| desk.day()).is_err(), "nothing is open");
    place.office.lock();
    assert_eq!(place.office.status().stage, Stage::Locked);
}

#[test]
fn an_older_key_file_put_back_is_refused() {
    let place = open_place();
    place.office.lock();
    let older = copy_of(&place, &KEYS);
    place.unlock();
    place.office.change_passphrase(&secret(PASSPHRASE), &secret(OTHER), Hardness::Least).expect("a new passphrase");
    place.office.lock();

    put_back(&place, &older);

    assert_eq!(refused(&place), (Some(SessionError::StoreStale), Some(RescueReason::RolledBack)));
}

#[test]
fn an_older_store_with_its_older_keys_is_refused() {
    let place = open_place();
    place.office.lock();
    let older = copy_of(&place, &[STORE, KEYS[0], KEYS[1]]);
    place.unlock();
    place.meet("Amal");
    place.office.lock();

    put_back(&place, &older);

    assert_eq!(refused(&place), (Some(SessionError::StoreStale), Some(RescueReason::RolledBack)));
}

#[test]
fn an_older_record_beside_the_store_of_today_is_refused() {
    let place = open_place();
    place.office.lock();
    let older = copy_of(&place, &[ANCHOR]);
    place.unlock();
    place.meet("Amal");
    place.office.lock();

    put_back(&place, &older);

    assert_eq!(refused(&place), (Some(SessionError::StoreStale), Some(RescueReason::Replayed)));
}

#[test]
fn a_missing_record_of_the_last_state_is_told_and_is_no_first_run() {
    let place = open_place();
    place.office.lock();
    fs::remove_file(place.file(ANCHOR)).expect("removed");

    assert_eq!(refused(&place), (Some(SessionError::StoreStale), Some(RescueReason::AnchorMissing)));
}

#[test]
fn an_older_state_is_accepted_only_with_the_recovery_code_and_the_journal_says_so() {
    let place = open_place();
    place.office.lock();
    let older = copy_of(&place, &[STORE]);
    place.unlock();
    place.meet("Amal");
    place.office.lock();
    put_back(&place, &older);
    refused(&place);
    assert!(place.office.accept_state(&secret("nonsense")).is_err());

    place.office.accept_state(&place.code).expect("the code");
    place.office.set_passphrase(None, &secret(OTHER), Hardness::Least).expect("a passphrase");

    assert_eq!(place.participants(), 0);
    place.office.lock();
    place.office.unlock(&secret(OTHER), SecretKind::Passphrase).expect("the accepted state is the current one now");
}

#[test]
fn a_damaged_store_leads_to_the_rescue_screen_and_cannot_be_accepted() {
    let place = open_place();
    place.office.lock();
    let mut bytes = fs::read(place.file(STORE)).expect("the store");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(place.file(STORE), &bytes).expect("written");

    assert_eq!(refused(&place), (Some(SessionError::StoreDamaged), Some(RescueReason::Damaged)));
    assert_eq!(place.office.accept_state(&place.code).err(), Some(SessionError::StoreDamaged));
    assert_eq!(fs::read(place.file(STORE)).expect("the store"), bytes, "nothing is changed by looking at it");
}

#[test]
fn a_program_that_was_killed_is_no_rollback_and_is_told() {
    let place = open_place();
    place.meet("Amal");
    let crashed = copy_of(&place, &[STORE, ANCHOR]);
    place.office.lock();
    // As if the program had ended right after the write.
    put_back(&place, &crashed);

    place.unlock();

    assert_eq!(place.participants(), 1);
    assert!(place.office.status().closed.is_some_and(|closed| closed.interrupted));
    place.office.lock();
    place.unlock();
    assert!(place.office.status().closed.is_some_and(|closed| !closed.interrupted));
}

/// A store of secrets that lies outside of the folder.
#[derive(Debug, Default)]
struct Elsewhere(Mutex<Vec<(DeviceItem, Vec<u8>)>>);

impl DeviceStore for Elsewhere {
    fn read(&self, _: VaultId, item: DeviceItem) -> Result<Guarded<Vec<u8>>, CredentialFault> {
        let kept = self.0.lock().map_err(|_| CredentialFault::Failed)?;
        let found = kept.iter().find(|(known, _)| *known == item).map(|(_, bytes)| Guarded::new(bytes.clone()));
        found.ok_or(CredentialFault::NothingThere)
    }

    fn write(&self, vault: VaultId, item: DeviceItem, bytes: &Guarded<Vec<u8>>) -> Result<(), CredentialFault> {
        let _ = self.remove(vault, item);
        self.0.lock().map_err(|_| CredentialFault::Failed)?.push((item, bytes.expose().clone()));
        Ok(())
    }

    fn remove(&self, _: VaultId, item: DeviceItem) -> Result<(), CredentialFault> {
        self.0.lock().map_err(|_| CredentialFault::Failed)?.retain(|(known, _)| *known != item);
        Ok(())
    }
}

#[test]
fn putting_back_the_whole_folder_is_noticed_where_the_computer_keeps_a_secret() {
    let place = open_place_with(std::sync::Arc::new(Elsewhere::default()));
    let all = [STORE, ANCHOR, KEYS[0], KEYS[1]];
    place.office.bind_device(&secret(PASSPHRASE)).expect("bound");
    place.office.lock();
    let older = copy_of(&place, &all);
    place.unlock();
    place.meet("Amal");
    place.office.lock();

    put_back(&place, &older);

    assert_eq!(refused(&place), (Some(SessionError::StoreStale), Some(RescueReason::RolledBack)));
}

#[test]
fn without_the_secret_of_this_computer_the_passphrase_does_not_open_and_the_code_does() {
    let elsewhere = std::sync::Arc::new(Elsewhere::default());
    let place = open_place_with(std::sync::Arc::clone(&elsewhere) as std::sync::Arc<dyn DeviceStore>);
    place.office.bind_device(&secret(PASSPHRASE)).expect("bound");
    place.office.lock();
    elsewhere.0.lock().expect("whole").clear();

    let error = place.office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).err();

    assert_eq!(error, Some(SessionError::DeviceNothing));
    assert_eq!(place.office.status().stage, Stage::Locked, "it is never a first run");
    place.office.unlock(&place.code, SecretKind::Recovery).expect("the code");
}

fn backup(place: &Place, to: &Path) -> office::BackupMade {
    place.office.make_backup(to).expect("a backup")
}

#[test]
fn a_backup_restores_what_was_in_it_and_the_numbers_go_on() {
    let place = open_place();
    place.meet("Amal");
    let file = place.folder.path().join("one.tomarigi");
    let made = backup(&place, &file);
    assert_eq!(made.counts.get("participant"), Some(&1));
    place.meet("Bashir");
    let before = place.office.keys().expect("keys").serial;
    place.office.lock();

    let passphrase = secret(PASSPHRASE);
    let comparison = place.office.look_at_backup(&file, Secret::Passphrase(&passphrase)).expect("it opens");
    assert!(comparison.older && comparison.same_vault);
    assert_eq!(comparison.current.expect("it opens too").counts.get("participant"), Some(&2));
    assert_eq!(place.office.restore_backup().expect("restored").stage, Stage::Locked);

    place.unlock();
    assert_eq!(place.participants(), 1);
    assert!(place.office.keys().expect("keys").serial > before, "a number never comes twice");
}

#[test]
fn looking_at_a_backup_changes_nothing() {
    let place = open_place();
    let file = place.folder.path().join("one.tomarigi");
    backup(&place, &file);
    place.meet("Amal");
    place.office.lock();

    let passphrase = secret(PASSPHRASE);
    place.office.look_at_backup(&file, Secret::Passphrase(&passphrase)).expect("it opens");
    place.office.forget_backup();

    assert_eq!(place.office.restore_backup().err(), Some(SessionError::WrongStage));
    place.unlock();
    assert_eq!(place.participants(), 1);
    let beside: Vec<_> = fs::read_dir(place.folder.path()).expect("the folder").flatten().collect();
    assert!(!beside.iter().any(|entry| entry.file_name().to_string_lossy().contains("restoring")));
}

#[test]
fn a_new_laptop_is_restored_with_the_recovery_code() {
    let old = open_place();
    old.meet("Amal");
    let file = old.folder.path().join("one.tomarigi");
    backup(&old, &file);
    let new = tempfile::tempdir().expect("a folder");
    let at = |name: &str| new.path().join(name);
    let places = office::Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = office::Office::new(places, std::sync::Arc::new(office::SystemClock));
    assert_eq!(office.status().stage, Stage::FirstRun);

    let comparison = office.look_at_backup(&file, Secret::Recovery(&old.code)).expect("the code opens it");
    assert_eq!(comparison.current, None);
    office.restore_backup().expect("restored");

    office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).expect("what opened it then opens it here");
    assert_eq!(office.read(|desk| desk.day()).expect("open").participants, 1);
}

#[test]
fn a_damaged_backup_is_refused_and_a_wrong_secret_too() {
    let place = open_place();
    let file = place.folder.path().join("one.tomarigi");
    backup(&place, &file);
    let good = fs::read(&file).expect("the backup");
    let passphrase = secret(PASSPHRASE);
    for at in [0, 40, good.len() / 2, good.len() - 1] {
        let mut bytes = good.clone();
        bytes[at] ^= 0x10;
        fs::write(&file, &bytes).expect("written");
        let refused = place.office.look_at_backup(&file, Secret::Passphrase(&passphrase)).err();
        assert!(refused.is_some(), "byte {at}");
    }
    fs::write(&file, &good[..good.len() - 1]).expect("written");
    assert!(place.office.look_at_backup(&file, Secret::Passphrase(&passphrase)).is_err(), "cut off");
    fs::write(&file, &good).expect("written");
    let other = secret(OTHER);
    assert_eq!(place.office.look_at_backup(&file, Secret::Passphrase(&other)).err(), Some(SessionError::WrongSecret));
}

#[test]
fn a_backup_that_is_stopped_leaves_no_file_and_the_older_one() {
    let place = open_place();
    let file = place.folder.path().join("one.tomarigi");
    backup(&place, &file);
    let good = fs::read(&file).expect("the backup");
    let done = std::sync::atomic::AtomicBool::new(false);

    let stopped = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Acquire) {
                place.office.stop_job();
            }
        });
        let stopped = place.office.make_backup(&file).err();
        done.store(true, std::sync::atomic::Ordering::Release);
        stopped
    });

    assert_eq!(stopped, Some(SessionError::Stopped));
    assert_eq!(fs::read(&file).expect("the older one"), good);
    let names: Vec<_> = fs::read_dir(place.folder.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{names:?}");
    backup(&place, &file);
}

#[test]
fn two_generations_stay_and_files_of_others_are_left_alone() {
    let place = open_place();
    let folder = tempfile::tempdir().expect("a folder");
    let foreign = folder.path().join("somebody-else.tomarigi");
    fs::write(&foreign, b"not ours").expect("written");
    for n in 1..=4 {
        backup(&place, &folder.path().join(format!("{n}.tomarigi")));
    }

    let mut left: Vec<String> = fs::read_dir(folder.path())
        .expect("the folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    left.sort();

    assert_eq!(left, ["3.tomarigi", "4.tomarigi", "somebody-else.tomarigi"]);
}

#[test]
fn a_sealed_vault_needs_a_backup_first_and_then_only_the_code_opens_it() {
    let place = open_place();
    assert_eq!(place.office.seal_for_travel(&secret(PASSPHRASE)).err(), Some(SessionError::BackupNeeded));
    backup(&place, &place.folder.path().join("one.tomarigi"));

    let status = place.office.seal_for_travel(&secret(PASSPHRASE)).expect("sealed");

    assert_eq!(status.stage, Stage::Locked);
    assert!(!status.openers.passphrase && status.openers.recovery);
    assert!(place.office.unlock(&secret(PASSPHRASE), SecretKind::Passphrase).is_err());
    place.office.unlock(&place.code, SecretKind::Recovery).expect("the code left at the office");
    place.office.set_passphrase(None, &secret(OTHER), Hardness::Least).expect("a new passphrase");
    place.office.lock();
    assert!(place.office.status().openers.passphrase);
    place.office.unlock(&secret(OTHER), SecretKind::Passphrase).expect("home again");
}

#[test]
fn quick_erase_is_off_until_the_office_allows_it_and_then_leaves_nothing() {
    let place = open_place();
    place.meet("Amal");
    assert_eq!(place.office.quick_erase().err(), Some(SessionError::NotAllowed));
    assert_eq!(place.participants(), 1);
    place.office.allow_quick_erase(true).expect("allowed");
    place.office.lock();
    assert!(place.office.status().quick_erase, "it works on the locked screen");

    let aside = place.folder.path().join("vault.before-restore");
    fs::create_dir_all(&aside).expect("a folder");
    fs::copy(place.file("vault.keys"), aside.join("vault.keys")).expect("a vault that a restore left");

    let report = place.office.quick_erase().expect("erased");

    assert!(!aside.exists(), "what a restore left beside goes as well");

    assert!(report.keys_are_gone());
    let left: Vec<_> = fs::read_dir(place.vault()).map(|files| files.flatten().collect()).unwrap_or_default();
    assert!(left.iter().all(|entry| entry.file_name() == "vault.lock"), "{left:?}");
    assert_eq!(place.office.status().stage, Stage::FirstRun);
}

#[test]
fn a_session_of_eight_hours_ends_even_while_somebody_works() {
    struct Hours(Mutex<std::time::Duration>);
    impl office::Clock for Hours {
        fn now(&self) -> chrono::DateTime<chrono::FixedOffset> {
            chrono::DateTime::from_timestamp(1_780_000_000, 0).expect("a moment").fixed_offset()
                + chrono::TimeDelta::from_std(*self.0.lock().expect("whole")).expect("short")
        }
        fn elapsed(&self) -> std::time::Duration {
            *self.0.lock().expect("whole")
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let places = office::Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let clock = std::sync::Arc::new(Hours(Mutex::default()));
    let office = office::Office::new(places, std::sync::Arc::clone(&clock) as std::sync::Arc<dyn office::Clock>);
    office.create_vault(&secret(PASSPHRASE), "", Hardness::Least).expect("a vault");
    let pass = |seconds| *clock.0.lock().expect("whole") += std::time::Duration::from_secs(seconds);

    for _ in 0..(8 * 3600 - 9) / 9 {
        pass(9);
        office.note_activity();
        assert!(!office.tick(), "somebody works");
    }
    pass(9);
    office.note_activity();

    assert!(office.tick());
}
