//! What can go wrong, per operation. No error holds a secret, a path or anything a person typed.

use thiserror::Error;

use crate::copies::{CopiesFault, WhichCopies};
use crate::cost::Bound;
use crate::device::CredentialFault;
use crate::disk::DiskError;
use crate::escrow::RecipientFault;
use crate::opener::OpenFault;
use crate::recovery::CodeTypo;
use crate::wrapping::WrapFault;

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
    /// What was given for the key of the office is not two `age` keys; it was not tried.
    #[error("this is no key of the office")]
    NoIdentity,
    /// No slot of the key file takes a secret of this kind. For a passphrase: the vault is sealed for travel.
    #[error("the key file has no slot for such a secret")]
    NoSuchSlot,
    /// The passphrase may be right, but the slots that it could open also need the secret that this computer keeps.
    #[error(transparent)]
    Credential(CredentialFault),
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

/// Why the slots could not be changed.
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
    /// There is no passphrase slot with this name.
    #[error("there is no such slot")]
    NoSuchSlot,
    /// The last passphrase slot is not removed, except by sealing for travel.
    #[error("this is the last passphrase")]
    LastPassphrase,
    /// There are as many passphrase slots as there may be.
    #[error("a vault has at most 6 passphrases")]
    TooManySlots,
    /// The passphrase already opens another slot.
    #[error("this passphrase is in use")]
    InUse,
    /// The passphrase does not open the slot.
    #[error("this passphrase does not open the slot")]
    WrongSecret,
    /// A public half of the key of the office is none.
    #[error("this is no public key of the office")]
    NoRecipient,
    /// Both public halves are the same.
    #[error("the key of the office takes two people")]
    SameRecipient,
    /// There is neither a recovery code nor a key of the office: nobody could open the vault again.
    #[error("nothing else would open the vault")]
    NoWayBack,
    /// The credential store of this computer refused.
    #[error(transparent)]
    Credential(#[from] CredentialFault),
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

impl From<OpenFault> for UnlockError {
    fn from(fault: OpenFault) -> Self {
        match fault {
            OpenFault::OutOfMemory => Self::OutOfMemory,
            OpenFault::Credential(fault) => Self::Credential(fault),
        }
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

impl From<OpenFault> for ChangeError {
    fn from(fault: OpenFault) -> Self {
        match fault {
            OpenFault::OutOfMemory => Self::OutOfMemory,
            OpenFault::Credential(fault) => Self::Credential(fault),
        }
    }
}

impl From<RecipientFault> for ChangeError {
    fn from(fault: RecipientFault) -> Self {
        match fault {
            RecipientFault::Malformed => Self::NoRecipient,
            RecipientFault::Same => Self::SameRecipient,
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
