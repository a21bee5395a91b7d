use super::*;
use crate::testing::{Home, MemoryStore, PASSPHRASE, files, own_slot};
use crate::{FolderState, NoDeviceStore, OpenKeys, anchor, freshness};

/// A vault with everything that a vault can have on a computer.
fn full(store: &MemoryStore) -> (Home, OpenKeys) {
    let (home, keys, _) = Home::with_vault();
    home.folder.bind_device(&keys, own_slot(&keys), &PASSPHRASE.into(), store).unwrap();
    freshness::keep(&keys, store, &freshness::Head { commits: 1, entries: 1, head: [0; 32] }).unwrap();
    let at = |name: &str| home.path().join(name);
    for name in ["vault.db", "vault.db-journal", "vault.anchor", "vault.keys.new", "vault.lock"] {
        fs::write(at(name), name).unwrap();
    }
    fs::create_dir(at("documents")).unwrap();
    fs::write(at("documents/00ff"), "a scan").unwrap();
    (home, keys)
}

#[test]
fn everything_goes_but_the_claim_file() {
    let store = MemoryStore::default();
    let (home, _keys) = full(&store);

    let report = quick_erase(&home.folder, &store);

    assert_eq!(report, EraseReport::default());
    assert!(report.keys_are_gone());
    assert_eq!(store.count(), 0);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    assert!(home.path().join("vault.lock").exists());
    assert_eq!(home.folder.state(), Ok(FolderState::Empty));
}

#[cfg(unix)]
#[test]
fn the_key_slots_are_overwritten_where_they_lay() {
    let store = MemoryStore::default();
    let (home, _keys) = full(&store);
    let kept = home.copies().map(|copy| {
        let link = copy.with_extension("seen");
        fs::hard_link(&copy, &link).unwrap();
        (fs::read(&copy).unwrap().len(), link)
    });

    quick_erase(&home.folder, &store);

    for (length, link) in kept {
        assert_eq!(fs::read(link).unwrap(), vec![0; length], "the blocks of the file, not a new file");
    }
}

#[test]
fn it_needs_no_key_and_no_whole_key_file() {
    let store = MemoryStore::default();
    let (home, _keys) = full(&store);
    let [first, second] = home.copies();
    fs::write(&first, "TOMAKEYS").unwrap();
    let damaged: Vec<u8> = fs::read(&second).unwrap().into_iter().take(60).collect();
    fs::write(&second, damaged).unwrap();

    let report = quick_erase(&home.folder, &store);

    assert_eq!((report, store.count()), (EraseReport::default(), 0), "the name of the vault was still legible");
}

#[test]
fn what_stays_is_said_and_the_rest_goes() {
    let store = MemoryStore::default();
    let (home, _keys) = full(&store);
    store.fail(Some(CredentialFault::Locked));
    fs::remove_file(home.path().join("vault.db")).unwrap();
    fs::create_dir(home.path().join("vault.db")).unwrap();

    let report = quick_erase(&home.folder, &store);

    let parts: Vec<Part> = report.stayed.iter().map(|(part, _)| *part).collect();
    assert_eq!(parts, [Part::Device, Part::Store]);
    assert_eq!(report.stayed[0].1, StayedBecause::Credential(CredentialFault::Locked));
    assert!(report.keys_are_gone() && files(&home.path()).len() == 1, "only the claim file and what could not go");
    assert!(!home.path().join("documents").exists());
}

#[test]
fn keys_that_stay_are_said_first_and_the_rest_goes_all_the_same() {
    let store = MemoryStore::default();
    let (home, _keys) = full(&store);
    let [first, second] = home.copies();
    for copy in [&first, &second] {
        fs::remove_file(copy).unwrap();
        fs::create_dir(copy).unwrap();
    }

    let report = quick_erase(&home.folder, &store);

    assert!(!report.keys_are_gone());
    assert!(report.stayed.contains(&(Part::Device, StayedBecause::UnknownVault)));
    assert!(!home.path().join("vault.db").exists() && !home.path().join("vault.anchor").exists());
}

#[test]
fn a_computer_without_a_credential_store_has_nothing_in_it() {
    let (home, _keys, _) = Home::with_vault();

    assert_eq!(quick_erase(&home.folder, &NoDeviceStore), EraseReport::default());
    assert_eq!(quick_erase(&home.folder, &NoDeviceStore), EraseReport::default(), "twice does no harm");
    assert_eq!(quick_erase(&VaultFolder::at(home.path().join("nowhere")), &NoDeviceStore), EraseReport::default());
    assert_eq!(anchor::ANCHOR_NAME, "vault.anchor");
}
