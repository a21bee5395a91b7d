//! Why a vault stays shut: the errors of keys, claim, store and disk, told apart as a person must act on them.

use store::{OpenError, StoreError};
use thiserror::Error;
use vault::{ChangeError, ClaimError, CreateError, CredentialFault, DiskError, UnlockError, anchor::AnchorFault};

use crate::error::OfficeError;

/// Why a vault cannot be made, opened or changed. Nothing was overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the texts say it")]
pub enum SessionError {
    #[error("The session is at another stage")]
    WrongStage,
    #[error("The passphrase or recovery code does not open the vault")]
    WrongSecret,
    #[error("The recovery code has a typing error")]
    RecoveryTypo,
    #[error("The recovery code is not the one shown")]
    RecoveryMismatch,
    #[error("The passphrase is too weak")]
    WeakPassphrase,
    #[error("The vault is open in another window or program")]
    InUse,
    #[error("The key files are damaged")]
    KeysDamaged,
    #[error("The key files are missing")]
    KeysMissing,
    #[error("The store is missing")]
    StoreMissing,
    #[error("The store is damaged")]
    StoreDamaged,
    #[error("The store is not the one that was here last")]
    StoreStale,
    #[error("The person at the keyboard may not do this")]
    Forbidden,
    #[error("There is no such member")]
    NoSuchMember,
    #[error("This passphrase opens the vault already")]
    PassphraseTaken,
    #[error("No more passphrases fit")]
    TooManyMembers,
    #[error("Somebody must keep this role")]
    LastOfRole,
    #[error("A member needs a name and a role")]
    BadMember,
    #[error("Not the public key of an office key holder")]
    BadOfficeKey,
    #[error("Two different people must hold the keys of the office")]
    SameOfficeKey,
    #[error("Nothing else would open the vault any more")]
    NothingElseOpens,
    #[error("A backup of today is needed first")]
    BackupNeeded,
    #[error("Quick erase is not allowed on this computer")]
    NotAllowed,
    #[error("The work was stopped")]
    Stopped,
    #[error("The file is not a backup")]
    NotABackup,
    #[error("The backup is damaged")]
    BackupDamaged,
    #[error("This computer has no store of secrets")]
    DeviceNoStore,
    #[error("The store of secrets of this computer is locked")]
    DeviceLocked,
    #[error("The store of secrets of this computer has no secret for this vault")]
    DeviceNothing,
    #[error("The store of secrets of this computer failed")]
    DeviceFailed,
    #[error("There is no vault")]
    NoVault,
    #[error("A newer version of the program made this vault")]
    Newer,
    #[error("The disk is full")]
    DiskFull,
    #[error("The folder cannot be written to")]
    ReadOnly,
    #[error("The folder of the vault is gone")]
    FolderGone,
    #[error("A vault is there already")]
    VaultExists,
    #[error("The vault was locked meanwhile")]
    LockedMeanwhile,
    #[error("The computer failed: {0}")]
    Computer(&'static str),
}

impl From<DiskError> for SessionError {
    fn from(error: DiskError) -> Self {
        match error {
            DiskError::Full => Self::DiskFull,
            DiskError::ReadOnly => Self::ReadOnly,
            DiskError::Io(std::io::ErrorKind::NotFound) => Self::FolderGone,
            DiskError::Io(_) => Self::Computer("the disk"),
        }
    }
}

impl From<ClaimError> for SessionError {
    fn from(error: ClaimError) -> Self {
        match error {
            ClaimError::InUse => Self::InUse,
            ClaimError::Disk(error) => error.into(),
        }
    }
}

impl From<CreateError> for SessionError {
    fn from(error: CreateError) -> Self {
        match error {
            CreateError::AlreadyThere => Self::VaultExists,
            CreateError::OutOfMemory => Self::Computer("memory"),
            CreateError::NoRandomness(_) => Self::Computer("randomness"),
            CreateError::Disk(error) => error.into(),
        }
    }
}

impl From<UnlockError> for SessionError {
    fn from(error: UnlockError) -> Self {
        match error {
            UnlockError::WrongSecret => Self::WrongSecret,
            UnlockError::Mistyped(_) => Self::RecoveryTypo,
            UnlockError::Missing => Self::KeysMissing,
            UnlockError::Damaged { .. } | UnlockError::OutOfBounds { .. } => Self::KeysDamaged,
            UnlockError::Newer { .. } => Self::Newer,
            UnlockError::NoIdentity => Self::BadOfficeKey,
            UnlockError::NoSuchSlot => Self::WrongSecret,
            UnlockError::Credential(fault) => fault.into(),
            UnlockError::OutOfMemory => Self::Computer("memory"),
            UnlockError::Disk(error) => error.into(),
        }
    }
}

impl From<ChangeError> for SessionError {
    fn from(error: ChangeError) -> Self {
        match error {
            ChangeError::Missing => Self::KeysMissing,
            ChangeError::Damaged { .. } | ChangeError::OutOfBounds { .. } | ChangeError::RolledBack => {
                Self::KeysDamaged
            }
            ChangeError::Newer { .. } => Self::Newer,
            ChangeError::NoSuchSlot => Self::NoSuchMember,
            ChangeError::LastPassphrase | ChangeError::NoWayBack => Self::NothingElseOpens,
            ChangeError::TooManySlots => Self::TooManyMembers,
            ChangeError::InUse => Self::PassphraseTaken,
            ChangeError::WrongSecret => Self::WrongSecret,
            ChangeError::NoRecipient => Self::BadOfficeKey,
            ChangeError::SameRecipient => Self::SameOfficeKey,
            ChangeError::Credential(fault) => fault.into(),
            ChangeError::OutOfMemory => Self::Computer("memory"),
            ChangeError::NoRandomness(_) => Self::Computer("randomness"),
            ChangeError::Disk(error) => error.into(),
        }
    }
}

impl From<CredentialFault> for SessionError {
    fn from(fault: CredentialFault) -> Self {
        match fault {
            CredentialFault::NoStore => Self::DeviceNoStore,
            CredentialFault::Locked => Self::DeviceLocked,
            CredentialFault::NothingThere => Self::DeviceNothing,
            CredentialFault::Failed => Self::DeviceFailed,
        }
    }
}

impl From<AnchorFault> for SessionError {
    fn from(fault: AnchorFault) -> Self {
        match fault {
            AnchorFault::Damaged => Self::StoreStale,
            AnchorFault::Newer { .. } => Self::Newer,
            AnchorFault::TooLong => Self::Computer("the anchor"),
            AnchorFault::NoRandomness(_) => Self::Computer("randomness"),
            AnchorFault::Disk(error) => error.into(),
        }
    }
}

impl From<OpenError> for SessionError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Missing => Self::StoreMissing,
            OpenError::AlreadyThere => Self::VaultExists,
            OpenError::Damaged(_) => Self::StoreDamaged,
            OpenError::Newer(_) => Self::Newer,
            OpenError::NoCipher => Self::Computer("encryption"),
            OpenError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for SessionError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            StoreError::ReadOnly => Self::ReadOnly,
            StoreError::FolderGone => Self::FolderGone,
            StoreError::Damaged | StoreError::Form => Self::StoreDamaged,
            StoreError::NotFound | StoreError::Constraint | StoreError::Sqlite(_) => Self::Computer("the store"),
        }
    }
}

impl From<OfficeError> for SessionError {
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::Store(error) => error.into(),
            OfficeError::Forbidden(_) => Self::Forbidden,
            _ => Self::Computer("the first records"),
        }
    }
}
