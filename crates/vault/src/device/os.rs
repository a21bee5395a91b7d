//! The credential store of the operating system.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use guarded::Guarded;
use keyring_core::{CredentialStore, Entry, Error};
use zeroize::Zeroizing;

use super::{CredentialFault, DeviceItem, DeviceStore};
use crate::key::VaultId;

/// What our entries are filed under.
const SERVICE: &str = "org.tomarigi.desktop";

/// As long as a person waits without wondering.
const LIMIT: Duration = Duration::from_secs(3);

/// The longest text that is read as one of ours. The Credential Manager of Windows takes no more.
const MAX_TEXT_LEN: usize = 1024;

/// The credential store of the operating system: the Secret Service on Linux (GNOME Keyring, KDE Wallet), the
/// Credential Manager on Windows, the keychain on macOS. The last two are compiled and not yet tried.
///
/// Each call reaches for the store anew and takes at most three seconds. A store that is locked and asks the person
/// for a password counts as locked until then; what was being asked goes on, and the next call finds it open.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsDeviceStore;

impl DeviceStore for OsDeviceStore {
    fn read(&self, vault: VaultId, item: DeviceItem) -> Result<Guarded<Vec<u8>>, CredentialFault> {
        ask(LIMIT, connect, move |store| read(store, vault, item))
    }

    fn write(&self, vault: VaultId, item: DeviceItem, bytes: &Guarded<Vec<u8>>) -> Result<(), CredentialFault> {
        let bytes = bytes.clone();
        ask(LIMIT, connect, move |store| write(store, vault, item, &bytes))
    }

    fn remove(&self, vault: VaultId, item: DeviceItem) -> Result<(), CredentialFault> {
        ask(LIMIT, connect, move |store| entry(store, vault, item)?.delete_credential())
    }
}

#[cfg(target_os = "linux")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

#[cfg(target_os = "macos")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store)
}

#[cfg(target_os = "windows")]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    let store = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
fn connect() -> keyring_core::Result<Arc<CredentialStore>> {
    Err(Error::NoDefaultStore)
}

/// Asks on a thread of its own, which may wait for longer than we do: for a person, or for a bus that hangs.
fn ask<T: Send + 'static>(
    limit: Duration,
    connect: impl FnOnce() -> keyring_core::Result<Arc<CredentialStore>> + Send + 'static,
    question: impl FnOnce(&CredentialStore) -> keyring_core::Result<T> + Send + 'static,
) -> Result<T, CredentialFault> {
    let (answer, answered) = mpsc::channel();
    let reached = Arc::new(AtomicBool::new(false));
    let reaching = Arc::clone(&reached);
    let asking = move || {
        let store = connect().map_err(|_| CredentialFault::NoStore);
        reaching.store(store.is_ok(), Ordering::Release);
        let _ = answer.send(store.and_then(|store| question(&*store).map_err(|fault| why(&fault))));
    };
    thread::Builder::new().name("credentials".into()).spawn(asking).map_err(|_| CredentialFault::Failed)?;
    match answered.recv_timeout(limit) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) if reached.load(Ordering::Acquire) => Err(CredentialFault::Locked),
        Err(RecvTimeoutError::Timeout) => Err(CredentialFault::NoStore),
        Err(RecvTimeoutError::Disconnected) => Err(CredentialFault::Failed),
    }
}

fn why(fault: &Error) -> CredentialFault {
    match fault {
        Error::NoEntry => CredentialFault::NothingThere,
        Error::NoDefaultStore => CredentialFault::NoStore,
        Error::NoStorageAccess(inner) if has_no_keyring(inner.as_ref()) => CredentialFault::NoStore,
        Error::NoStorageAccess(_) => CredentialFault::Locked,
        _ => CredentialFault::Failed,
    }
}

/// The Secret Service runs, but has no keyring to put anything into.
#[cfg(target_os = "linux")]
fn has_no_keyring(fault: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    matches!(fault.downcast_ref(), Some(secret_service::Error::NoResult))
}

#[cfg(not(target_os = "linux"))]
fn has_no_keyring(_: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    false
}

/// Base64, because some stores keep only text.
fn write(
    store: &CredentialStore,
    vault: VaultId,
    item: DeviceItem,
    bytes: &Guarded<Vec<u8>>,
) -> keyring_core::Result<()> {
    // EXPOSE: handed to the store; our copy is overwritten
    let text = Zeroizing::new(STANDARD.encode(bytes.expose()));
    entry(store, vault, item)?.set_password(&text)
}

/// What is not in our form was not written by us, or was altered: it is nothing of ours.
fn read(store: &CredentialStore, vault: VaultId, item: DeviceItem) -> keyring_core::Result<Guarded<Vec<u8>>> {
    let text = match entry(store, vault, item)?.get_password() {
        Err(Error::BadEncoding(bytes)) => {
            drop(Zeroizing::new(bytes));
            return Err(Error::NoEntry);
        }
        other => Zeroizing::new(other?),
    };
    let text = text.trim();
    if text.len() > MAX_TEXT_LEN {
        return Err(Error::NoEntry);
    }
    STANDARD.decode(text).map(Guarded::new).map_err(|_| Error::NoEntry)
}

fn entry(store: &CredentialStore, vault: VaultId, item: DeviceItem) -> keyring_core::Result<Entry> {
    let name: String = vault.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    store.build(SERVICE, &format!("{name}:{}", item.name()), Some(&modifiers()))
}

/// Shown in the list of the person's passwords.
#[cfg(target_os = "linux")]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("label", "Tomarigi")])
}

/// On this computer only: it must not roam with the account.
#[cfg(target_os = "windows")]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("persistence", "local")])
}

#[cfg(not(any(target_os = "linux", target_os = "windows")))]
fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

#[cfg(test)]
mod tests;
