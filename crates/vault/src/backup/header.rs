//! What stands before the body of a backup.

use std::io::{ErrorKind, Read};

use guarded::Guarded;
use zeroize::Zeroizing;

use super::{BackupFault, Which};
use crate::copies::{Mending, WhichCopies};
use crate::cost::Bound;
use crate::device::DeviceStore;
use crate::errors::UnlockError;
use crate::folder::Secret;
use crate::kdf;
use crate::key::{Purpose, VaultId};
use crate::key_file::{KeyFile, KeyFileFault, MAX_FILE_LEN};
use crate::open_keys::OpenKeys;
use crate::slot::SlotInfo;

const MAGIC: &[u8; 8] = b"TOMABACK";
const VERSION: u16 = 1;
const SALT_LEN: usize = 32;

pub(super) struct Header {
    salt: [u8; SALT_LEN],
    file: KeyFile,
}

impl Header {
    pub(super) fn make(keys: &OpenKeys, which: Which) -> Result<Self, BackupFault> {
        let file = match which {
            Which::AllSlots => keys.file(),
            Which::WithoutPassphrases => keys.file().without_passphrases(&keys.key),
        };
        if file.slots().is_empty() {
            return Err(BackupFault::NoWayBack);
        }
        Ok(Self { salt: kdf::make_bytes()?, file })
    }

    /// Reads the head. Does no work and takes no memory that the bytes could make expensive.
    pub(super) fn read(input: &mut impl Read) -> Result<Self, BackupFault> {
        if &take::<8>(input)? != MAGIC {
            return Err(BackupFault::Damaged);
        }
        match u16::from_be_bytes(take(input)?) {
            VERSION => {}
            0 => return Err(BackupFault::Damaged),
            version => return Err(BackupFault::Newer { version }),
        }
        let salt = take(input)?;
        let length = u32::from_be_bytes(take(input)?);
        if u64::from(length) > MAX_FILE_LEN {
            return Err(BackupFault::OutOfBounds { what: Bound::FileSize });
        }
        Ok(Self { salt, file: read_key_file(input, length)? })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let file = self.file.to_bytes();
        let length = u32::try_from(file.len()).expect("a key file has at most 64 KiB");
        [MAGIC.as_slice(), &VERSION.to_be_bytes(), &self.salt, &length.to_be_bytes(), &file].concat()
    }

    pub(super) fn says(&self) -> (VaultId, Vec<SlotInfo>) {
        (self.file.vault, self.file.infos())
    }

    pub(super) fn is_of(&self, keys: &OpenKeys) -> bool {
        self.file.vault == keys.vault && self.file.is_authentic(&keys.key)
    }

    pub(super) fn unlock(&self, secret: Secret<'_>, store: &dyn DeviceStore) -> Result<OpenKeys, UnlockError> {
        let opener = secret.opener(store)?;
        if !self.file.has(opener.kind()) {
            return Err(UnlockError::NoSuchSlot);
        }
        let (key, by) = self.file.open(&opener)?.ok_or(UnlockError::WrongSecret)?;
        if !self.file.is_authentic(&key) {
            return Err(UnlockError::Damaged { copies: WhichCopies::First });
        }
        Ok(OpenKeys::of(key, by, self.file.clone(), Mending::NotNeeded, opener.into_device()))
    }

    /// Derives the key of the body.
    pub(super) fn key(&self, keys: &OpenKeys) -> Guarded<[u8; 32]> {
        // EXPOSE: input of HKDF
        let input = Zeroizing::new(*keys.key(Purpose::Backup).expose());
        kdf::expand(input.as_slice(), &self.salt, b"tomarigi/v1/backup/body")
    }
}

fn read_key_file(input: &mut impl Read, length: u32) -> Result<KeyFile, BackupFault> {
    let mut bytes = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut bytes)?;
    KeyFile::parse(&bytes).map_err(|fault| match fault {
        KeyFileFault::Malformed => BackupFault::Damaged,
        KeyFileFault::Newer(version) => BackupFault::Newer { version },
        KeyFileFault::OutOfBounds(what) => BackupFault::OutOfBounds { what },
    })
}

fn take<const N: usize>(input: &mut impl Read) -> Result<[u8; N], BackupFault> {
    let mut bytes = [0; N];
    match input.read_exact(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(fault) if fault.kind() == ErrorKind::UnexpectedEof => Err(BackupFault::Damaged),
        Err(fault) => Err(fault.into()),
    }
}
