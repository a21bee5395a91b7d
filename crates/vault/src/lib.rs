//! The keys of a vault: secrets in, derived keys out, and the files at rest that are not the store. Nothing here knows
//! SQL.
//!
//! A vault has one random key of 32 bytes that never changes. The key file holds it wrapped once per slot: a slot for
//! each member of staff opens with a passphrase (and, if wished, with a secret that this computer keeps), one with the
//! recovery code, and one with the key of the office, which two people hold. The file lies in the folder twice
//! (`vault.keys`, `vault.keys.copy`), so that one damaged copy locks nobody out; a whole copy mends the other at the
//! next unlock. [`VaultFolder`] is the way in, [`OpenKeys`] is what comes out, [`passphrase`] judges and suggests
//! passphrases.
//!
//! [`anchor`] and [`freshness`] remember where the vault stood, [`backup`] is the file that a backup lies in,
//! [`quick_erase`] removes a vault from this computer.
//!
//! What a key file is allowed to ask of this computer is checked before any work is done for it: see [`Bound`].
//!
//! # Limits
//!
//! - The vault's key lies on a page kept out of swap. Keys derived from it are overwritten when dropped, but may reach
//!   swap while they are used.
//! - Values that the compiler moves leave copies on the stack that nobody overwrites.
//! - Putting back both old copies of the key file is not noticed here; [`OpenKeys::sequence`] lets the caller notice.

pub mod anchor;
pub mod backup;
mod changing;
mod claim;
mod copies;
mod cost;
mod device;
mod disk;
mod erase;
mod errors;
pub mod escrow;
mod folder;
pub mod freshness;
mod kdf;
mod key;
mod key_file;
mod laptop;
mod open_keys;
mod opener;
mod page;
mod parcel;
pub mod passphrase;
mod recovery;
mod sealed_file;
mod slot;
#[cfg(test)]
mod testing;
mod wrapping;

pub use claim::Claim;
pub use copies::{Mending, WhichCopies};
pub use cost::{Bound, KdfCost};
pub use device::{CredentialFault, DeviceItem, DeviceStore, DeviceTrace, NoDeviceStore, OsDeviceStore};
pub use disk::DiskError;
pub use erase::{DOCUMENTS_NAME, EraseReport, Part, StayedBecause, quick_erase};
pub use errors::{ChangeError, ClaimError, CreateError, NoRandomness, UnlockError};
pub use folder::{FolderState, STORE_NAME, Secret, VaultFolder};
pub use key::{Purpose, VaultId};
pub use laptop::{LaptopKey, OwnLaptop, WordList};
pub use open_keys::{OpenKeys, OpenedBy};
pub use parcel::{LONGEST_PARCEL, Opened, ParcelFault, open_parcel, seal_parcel};
pub use recovery::{CodeTypo, RecoveryCode};
pub use sealed_file::{open_sealed_file, seal_file};
pub use slot::{SlotId, SlotInfo, SlotKind};
