//! What can go wrong, per operation. No error holds a secret, a path or anything a person typed.

use thiserror::Error;

use crate::copies::{CopiesFault, WhichCopies};
use crate::cost::Bound;
use crate::disk::DiskError;
use crate::kdf::OutOfMemory;
use crate::key_file::WrapFault;
use crate::recovery::CodeTypo;

/// The operating system gave no random bytes. Nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the operating system gave no random bytes")]
pub struct NoRandomness;

/// Why a vault could not be created.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CreateError {
    /// The folder already holds a key file or a store; neither was touched.
    #[error("there is already a vault in this folder")]
    AlreadyThere,
    /// The memory that the cost asks for is not available.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
    /// The operating system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The disk refused; no key file was left behind.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Why a vault could not be unlocked.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UnlockError {
    /// The passphrase or recovery code opens no slot of the current key file.
    #[error("this passphrase or recovery code does not open the vault")]
    WrongSecret,
    /// The recovery code was mistyped; it was not tried.
    #[error(transparent)]
    Mistyped(#[from] CodeTypo),
    /// There is no key file.
    #[error("the key file is missing")]
    Missing,
    /// No copy is whole, or the one that opens was altered.
    #[error("the key file is damaged")]
    Damaged {
        /// The copies found damaged.
        copies: WhichCopies,
    },
    /// A newer release wrote the key file.
    #[error("the key file has format {version}, which this release does not know")]
    Newer {
        /// The version of the format found.
        version: u16,
    },
    /// The key file asks for less work than is safe or for more than is sensible; nothing was computed.
    #[error("the key file is out of bounds")]
    OutOfBounds {
        /// The bound that was broken.
        what: Bound,
    },
    /// The memory that the key file asks for is not available.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
    /// The disk refused to read both copies.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Why the passphrase or the recovery code could not be changed.
///
/// The old secrets stay in force, except after a [`Disk`](ChangeError::Disk) fault between the two final renames,
/// when the new ones already are.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ChangeError {
    /// The key file disappeared since the vault was unlocked.
    #[error("the key file is missing")]
    Missing,
    /// No copy belongs to the open vault any more.
    #[error("the key file is damaged")]
    Damaged {
        /// The copies found damaged.
        copies: WhichCopies,
    },
    /// The key file was exchanged for an older one since the vault was unlocked.
    #[error("the key file is older than the open vault")]
    RolledBack,
    /// A newer release wrote the key file.
    #[error("the key file has format {version}, which this release does not know")]
    Newer {
        /// The version of the format found.
        version: u16,
    },
    /// The key file now asks for less or more work than is allowed.
    #[error("the key file is out of bounds")]
    OutOfBounds {
        /// The bound that was broken.
        what: Bound,
    },
    /// The memory that the cost asks for is not available.
    #[error("not enough memory to derive the key")]
    OutOfMemory,
    /// The operating system gave no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Why a folder could not be claimed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ClaimError {
    /// Another window or program has this folder open.
    #[error("the vault is already open elsewhere")]
    InUse,
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

impl From<WrapFault> for CreateError {
    fn from(fault: WrapFault) -> Self {
        match fault {
            WrapFault::OutOfMemory => Self::OutOfMemory,
            WrapFault::NoRandomness => Self::NoRandomness(NoRandomness),
        }
    }
}

impl From<OutOfMemory> for UnlockError {
    fn from(_: OutOfMemory) -> Self {
        Self::OutOfMemory
    }
}

impl From<WrapFault> for ChangeError {
    fn from(fault: WrapFault) -> Self {
        match fault {
            WrapFault::OutOfMemory => Self::OutOfMemory,
            WrapFault::NoRandomness => Self::NoRandomness(NoRandomness),
        }
    }
}

impl From<CopiesFault> for UnlockError {
    fn from(fault: CopiesFault) -> Self {
        match fault {
            CopiesFault::Missing => Self::Missing,
            CopiesFault::Damaged(copies) => Self::Damaged { copies },
            CopiesFault::Newer(version) => Self::Newer { version },
            CopiesFault::OutOfBounds(what) => Self::OutOfBounds { what },
            CopiesFault::Disk(fault) => Self::Disk(fault),
        }
    }
}

impl From<CopiesFault> for ChangeError {
    fn from(fault: CopiesFault) -> Self {
        match fault {
            CopiesFault::Missing => Self::Missing,
            CopiesFault::Damaged(copies) => Self::Damaged { copies },
            CopiesFault::Newer(version) => Self::Newer { version },
            CopiesFault::OutOfBounds(what) => Self::OutOfBounds { what },
            CopiesFault::Disk(fault) => Self::Disk(fault),
        }
    }
}
