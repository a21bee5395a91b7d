use std::any::Any;
use std::fmt;
use std::sync::{Mutex, MutexGuard};
use std::time::Instant;

use keyring_core::api::{Credential, CredentialApi, CredentialStoreApi};

use super::*;

const VAULT: VaultId = VaultId::from_bytes([7; 16]);

/// Keeps only text, as KDE Wallet does, and does what it is told first.
struct TextOnly {
    kept: Arc<Mutex<HashMap<String, String>>>,
    first: fn() -> keyring_core::Result<()>,
}

struct Cell {
    name: String,
    kept: Arc<Mutex<HashMap<String, String>>>,
    first: fn() -> keyring_core::Result<()>,
}

impl TextOnly {
    fn connected(self) -> impl FnOnce() -> keyring_core::Result<Arc<CredentialStore>> + Send + 'static {
        move || {
            let store: Arc<CredentialStore> = Arc::new(self);
            Ok(store)
        }
    }

    fn new(first: fn() -> keyring_core::Result<()>) -> Self {
        Self { kept: Arc::default(), first }
    }
}

impl CredentialStoreApi for TextOnly {
    fn vendor(&self) -> String {
        String::from("test")
    }

    fn id(&self) -> String {
        String::from("test")
    }

    fn build(&self, service: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> keyring_core::Result<Entry> {
        let cell = Cell { name: format!("{service}/{user}"), kept: Arc::clone(&self.kept), first: self.first };
        Ok(Entry::new_with_credential(Arc::new(cell)))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Cell {
    fn kept(&self) -> MutexGuard<'_, HashMap<String, String>> {
        self.kept.lock().expect("nobody panics while holding it")
    }
}

impl CredentialApi for Cell {
    fn set_secret(&self, secret: &[u8]) -> keyring_core::Result<()> {
        (self.first)()?;
        let text = String::from_utf8(secret.to_vec()).map_err(|fault| Error::BadEncoding(fault.into_bytes()))?;
        self.kept().insert(self.name.clone(), text);
        Ok(())
    }

    fn get_secret(&self) -> keyring_core::Result<Vec<u8>> {
        (self.first)()?;
        self.kept().get(&self.name).map(|text| text.clone().into_bytes()).ok_or(Error::NoEntry)
    }

    fn delete_credential(&self) -> keyring_core::Result<()> {
        (self.first)()?;
        self.kept().remove(&self.name).map(|_| ()).ok_or(Error::NoEntry)
    }

    fn get_credential(&self) -> keyring_core::Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cell")
    }
}

fn asked(first: fn() -> keyring_core::Result<()>) -> Result<Guarded<Vec<u8>>, CredentialFault> {
    asked_for(LIMIT, first)
}

fn asked_for(limit: Duration, first: fn() -> keyring_core::Result<()>) -> Result<Guarded<Vec<u8>>, CredentialFault> {
    let connect = TextOnly::new(first).connected();
    ask(limit, connect, |store| read(store, VAULT, DeviceItem::Secret))
}

#[test]
fn any_bytes_come_back_from_a_store_that_keeps_only_text() {
    let store = TextOnly::new(|| Ok(()));
    let bytes = Guarded::new((0..=255).collect::<Vec<u8>>());

    write(&store, VAULT, DeviceItem::Secret, &bytes).unwrap();

    assert_eq!(read(&store, VAULT, DeviceItem::Secret).unwrap(), bytes);
    assert!(matches!(read(&store, VAULT, DeviceItem::Head), Err(Error::NoEntry)), "each item has its own place");
    let other = VaultId::from_bytes([8; 16]);
    assert!(matches!(read(&store, other, DeviceItem::Secret), Err(Error::NoEntry)), "and each vault");
}

#[test]
fn what_is_not_in_our_form_is_nothing_of_ours() {
    let store = TextOnly::new(|| Ok(()));
    for strange in ["not base64!", &"A".repeat(MAX_TEXT_LEN + 4)] {
        entry(&store, VAULT, DeviceItem::Secret).unwrap().set_password(strange).unwrap();

        assert!(matches!(read(&store, VAULT, DeviceItem::Secret), Err(Error::NoEntry)), "{strange}");
    }
}

#[test]
fn every_fault_of_a_store_is_told_apart() {
    assert_eq!(asked(|| Ok(())), Err(CredentialFault::NothingThere));
    assert_eq!(asked(|| Err(Error::NoStorageAccess("locked".into()))), Err(CredentialFault::Locked));
    assert_eq!(asked(|| Err(Error::PlatformFailure("the bus died".into()))), Err(CredentialFault::Failed));
    assert_eq!(asked(|| Err(Error::NoDefaultStore)), Err(CredentialFault::NoStore));
    let nobody = ask(LIMIT, || Err(Error::PlatformFailure("no bus".into())), |_| Ok(()));
    assert_eq!(nobody, Err(CredentialFault::NoStore));
}

#[test]
fn a_store_that_waits_for_a_person_or_forever_is_not_waited_for() {
    let begun = Instant::now();

    let prompting = asked_for(Duration::from_millis(200), loop_forever);
    let silent = ask(Duration::from_millis(200), loop_forever, |_| Ok(()));

    assert_eq!(prompting, Err(CredentialFault::Locked));
    assert_eq!(silent, Err(CredentialFault::NoStore));
    assert!(begun.elapsed() < LIMIT);
}

#[test]
fn a_store_that_panics_has_failed() {
    assert_eq!(asked(|| std::panic::resume_unwind(Box::new(()))), Err(CredentialFault::Failed));
}

fn loop_forever<T>() -> keyring_core::Result<T> {
    loop {
        thread::park();
    }
}
