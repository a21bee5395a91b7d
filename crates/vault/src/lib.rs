//! The keys of a vault: passphrase and recovery code in, derived keys out. Nothing here knows SQL.
//!
//! A vault has one random key of 32 bytes that never changes. The key file holds it wrapped once per slot: one slot
//! opens with the passphrase, one with the recovery code. The file lies in the folder twice (`vault.keys`,
//! `vault.keys.copy`), so that one damaged copy locks nobody out; a whole copy mends the other at the next unlock.
//! [`VaultFolder`] is the way in, [`OpenKeys`] is what comes out, [`passphrase`] judges and suggests passphrases.
//!
//! What a key file is allowed to ask of this computer is checked before any work is done for it: see [`Bound`].
//!
//! # Limits
//!
//! - Keys are overwritten when dropped, but their pages are not locked into memory: they may reach swap.
//! - Values that the compiler moves leave copies on the stack that nobody overwrites.
//! - Putting back both old copies of the key file is not noticed here; [`OpenKeys::sequence`] lets the caller notice.

mod claim;
mod copies;
mod cost;
mod disk;
mod errors;
mod folder;
mod kdf;
mod key;
mod key_file;
mod open_keys;
pub mod passphrase;
mod recovery;
mod slot;

pub use claim::Claim;
pub use copies::{Mending, WhichCopies};
pub use cost::{Bound, KdfCost};
pub use disk::DiskError;
pub use errors::{ChangeError, ClaimError, CreateError, NoRandomness, UnlockError};
pub use folder::{FolderState, STORE_NAME, Secret, VaultFolder};
pub use key::{Purpose, VaultId};
pub use open_keys::OpenKeys;
pub use recovery::{CodeTypo, RecoveryCode};
