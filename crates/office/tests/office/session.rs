//! First run, recovery, locking: the ways into a vault and out of it.

use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock, Weak},
    time::Duration,
};

use chrono::{DateTime, FixedOffset};
use guarded::Guarded;
use office::{Clock, Hardness, Language, Office, OfficeError, Places, SecretKind, SessionError, Stage, SystemClock};

const GOOD: &str = "lantern-otter-meadow-pencil-quartz-violin";
const OTHER: &str = "harbour-sparrow-cactus-ribbon-tunnel-lemon";

fn office(folder: &Path) -> Office {
    let at = |name: &str| folder.join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    Office::new(places, Arc::new(SystemClock))
}

fn secret(text: &str) -> Guarded<String> {
    Guarded::from(text)
}

fn created(folder: &Path) -> (Office, Guarded<String>) {
    let office = office(folder);
    let code = office.create_vault(&secret(GOOD), "Perch", Hardness::Least).expect("a vault");
    (office, code)
}

#[test]
fn casework_waits_until_the_recovery_code_has_been_typed_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (office, code) = created(folder.path());
    assert_eq!(office.status().stage, Stage::RecoveryUnconfirmed);
    assert_eq!(office.read(|desk| desk.day()).err(), Some(OfficeError::WrongStage));

    let mut typo = code.expose().clone();
    typo.replace_range(0..1, if typo.starts_with('7') { "8" } else { "7" });
    assert_eq!(office.confirm_recovery(&secret(&typo)).err(), Some(SessionError::RecoveryTypo));
    let status = office.confirm_recovery(&code).expect("the code");

    assert_eq!(status.stage, Stage::Open);
    assert_eq!(status.organisation.as_deref(), Some("Perch"));
}

#[test]
fn a_code_that_was_never_typed_back_is_replaced_after_a_restart() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, old) = created(folder.path());
    drop(first);

    let office = office(folder.path());
    let status = office.unlock(&secret(GOOD), SecretKind::Passphrase).expect("the passphrase");
    assert_eq!(status.stage, Stage::RecoveryUnconfirmed);
    let new = office.new_recovery_code().expect("a new code");
    assert_eq!(office.confirm_recovery(&old).err(), Some(SessionError::RecoveryMismatch));
    office.confirm_recovery(&new).expect("the new code");
    office.lock();

    assert_eq!(office.unlock(&old, SecretKind::Recovery).err(), Some(SessionError::WrongSecret));
    assert!(office.unlock(&new, SecretKind::Recovery).is_ok());
}

#[test]
fn recovery_asks_for_a_new_passphrase_and_the_old_one_no_longer_opens() {
    let folder = tempfile::tempdir().expect("a folder");
    let (office, code) = created(folder.path());
    office.confirm_recovery(&code).expect("the code");
    office.lock();

    let status = office.unlock(&code, SecretKind::Recovery).expect("the code opens");
    assert_eq!(status.stage, Stage::PassphraseDue);
    assert_eq!(
        office.set_passphrase(None, &secret("password"), Hardness::Least).err(),
        Some(SessionError::WeakPassphrase)
    );
    assert_eq!(office.set_passphrase(None, &secret(OTHER), Hardness::Least).expect("a passphrase").stage, Stage::Open);
    office.lock();

    assert_eq!(office.unlock(&secret(GOOD), SecretKind::Passphrase).err(), Some(SessionError::WrongSecret));
    assert!(office.unlock(&secret(OTHER), SecretKind::Passphrase).is_ok());
}

#[test]
fn a_weak_passphrase_makes_no_vault() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = office(folder.path());

    for weak in ["", "password", "aaaaaaaaaaaaaaaaaaaa", "qwertyuiop[]asdf", "Password-123456"] {
        let refused = office.create_vault(&secret(weak), "", Hardness::Least);
        assert_eq!(refused.err(), Some(SessionError::WeakPassphrase), "{weak}");
    }
    assert_eq!(office.status().stage, Stage::FirstRun);
}

/// A clock that locks the office when it is asked for the time, which happens when the keys are derived and the vault
/// is about to open.
#[derive(Default)]
struct LockingClock(OnceLock<Weak<Office>>);

impl Clock for LockingClock {
    fn now(&self) -> DateTime<FixedOffset> {
        SystemClock.now()
    }

    fn elapsed(&self) -> Duration {
        if let Some(office) = self.0.get().and_then(Weak::upgrade) {
            office.lock();
        }
        SystemClock.elapsed()
    }
}

#[test]
fn a_lock_beats_an_unlocking_that_is_under_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let (first, code) = created(folder.path());
    first.confirm_recovery(&code).expect("the code");
    drop(first);
    let clock = Arc::new(LockingClock::default());
    let at = |name: &str| folder.path().join(name);
    let places = Places { vault: at("vault"), sample: at("sample"), preferences: at("preferences.json") };
    let office = Arc::new(Office::new(places, Arc::clone(&clock) as Arc<dyn Clock>));
    clock.0.set(Arc::downgrade(&office)).expect("set once");

    let unlocked = office.unlock(&secret(GOOD), SecretKind::Passphrase);

    assert_eq!(unlocked.err(), Some(SessionError::LockedMeanwhile));
    assert_eq!(office.status().stage, Stage::Locked);
}

#[test]
fn half_a_vault_is_never_a_first_run() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(created(folder.path()));
    let vault = folder.path().join("vault");
    let unlock = || office(folder.path()).unlock(&secret(GOOD), SecretKind::Passphrase).err();

    let store = fs::read(vault.join("vault.db")).expect("the store");
    fs::remove_file(vault.join("vault.db")).expect("the store goes");
    assert_eq!(office(folder.path()).status().stage, Stage::Locked);
    assert_eq!(unlock(), Some(SessionError::StoreMissing));
    assert_eq!(
        office(folder.path()).create_vault(&secret(GOOD), "", Hardness::Least).err(),
        Some(SessionError::VaultExists)
    );

    fs::write(vault.join("vault.db"), store).expect("the store comes back");
    fs::remove_file(vault.join("vault.keys")).expect("a key file goes");
    fs::remove_file(vault.join("vault.keys.copy")).expect("the other goes");
    assert_eq!(office(folder.path()).status().stage, Stage::Locked);
    assert_eq!(unlock(), Some(SessionError::KeysMissing));
}

#[test]
fn leaving_the_sample_throws_it_away_and_leaves_the_real_vault_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let office = office(folder.path());

    office.open_sample(&secret("the sample")).expect("a sample");
    assert_eq!(office.status().stage, Stage::Preparing, "nobody sees half an organisation");
    assert_eq!(office.sample_is_ready().stage, Stage::Open);
    let status = office.leave_sample();

    assert!(!status.sample && status.stage == Stage::FirstRun);
    assert!(!folder.path().join("sample").exists());
}

#[test]
fn the_language_is_remembered_while_the_vault_is_locked() {
    let folder = tempfile::tempdir().expect("a folder");

    office(folder.path()).set_language(Language::En);

    assert_eq!(office(folder.path()).status().language, Language::En);
}

#[test]
fn the_passphrase_is_changed_only_by_somebody_who_knows_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (office, code) = created(folder.path());
    office.confirm_recovery(&code).expect("the code");
    let change = |current: &str, new: &str| office.change_passphrase(&secret(current), &secret(new), Hardness::Least);

    assert_eq!(change(OTHER, OTHER).err(), Some(SessionError::WrongSecret));
    assert_eq!(change(GOOD, "password").err(), Some(SessionError::WeakPassphrase));
    assert_eq!(office.set_passphrase(None, &secret(OTHER), Hardness::Least).err(), Some(SessionError::WrongStage));
    assert_eq!(change(GOOD, OTHER).expect("a change").stage, Stage::Open);
    office.lock();

    assert_eq!(office.unlock(&secret(GOOD), SecretKind::Passphrase).err(), Some(SessionError::WrongSecret));
    assert!(office.unlock(&secret(OTHER), SecretKind::Passphrase).is_ok());
}

#[test]
fn a_new_recovery_code_takes_the_place_of_the_old_one_once_it_is_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let (office, old) = created(folder.path());
    office.confirm_recovery(&old).expect("the code");
    assert_eq!(office.renew_recovery_code(&secret(OTHER)).err(), Some(SessionError::WrongSecret));

    let status = office.renew_recovery_code(&secret(GOOD)).expect("the passphrase");
    assert_eq!(status.stage, Stage::RecoveryUnconfirmed);
    let new = office.new_recovery_code().expect("a new code");
    assert_eq!(office.confirm_recovery(&new).expect("the new code").stage, Stage::Open);
    office.lock();

    assert_eq!(office.unlock(&old, SecretKind::Recovery).err(), Some(SessionError::WrongSecret));
    assert!(office.unlock(&new, SecretKind::Recovery).is_ok());
}
