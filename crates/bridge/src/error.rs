//! The one error that reaches the screen: a code, and the field it concerns.

use aggregates::ReleaseRefused;
use casework::{dates::DateError, text::TextError};
use office::{FieldError, ImportRefusal, OfficeError, SessionError};
use serde::Serialize;
use store::StoreError;

/// A refusal or a failure. It carries codes and field names, never a value that a person typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub struct CommandError {
    /// What happened; the screen has a sentence and an advice for each.
    pub code: ErrorCode,
    /// The field of the request it concerns, for example `names.0.text` or `first_contact`.
    pub field: Option<String>,
}

/// Everything that can go wrong, as the screen tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export, export_to = "contract.ts"))]
pub enum ErrorCode {
    // bringing a spreadsheet
    /// A spreadsheet cannot be brought in; the field is the reason.
    SpreadsheetRefused,
    // the session
    /// The vault is locked.
    Locked,
    /// The command does not fit the stage of the session.
    WrongStage,
    /// The passphrase or recovery code does not open the vault.
    WrongSecret,
    /// The recovery code is not the one shown.
    RecoveryMismatch,
    /// The recovery code has a typing error (its checksum is wrong).
    RecoveryTypo,
    /// The passphrase is too weak.
    WeakPassphrase,
    /// The vault is open in another window of the program.
    InUse,
    /// The role of the person at the keyboard does not allow it.
    Forbidden,
    /// The passphrase needs the secret of this computer, and no store of secrets runs here.
    DeviceNoStore,
    /// The passphrase needs the secret of this computer, and the store of secrets is locked.
    DeviceLocked,
    /// The passphrase needs the secret of this computer, and the store of secrets has none for this vault.
    DeviceNothing,
    /// The passphrase needs the secret of this computer, and the store of secrets failed.
    DeviceFailed,
    /// This passphrase opens the vault already.
    PassphraseTaken,
    /// No more passphrases fit on this laptop.
    TooManyMembers,
    /// Somebody must keep this role.
    LastOfRole,
    /// Not the public key of an office key holder.
    BadOfficeKey,
    /// Two different people must hold the keys.
    SameOfficeKey,
    /// Nothing else would open the vault any more.
    NothingElseOpens,
    /// A verified backup of today is needed first.
    BackupNeeded,
    /// Quick erase is not allowed on this laptop.
    NotAllowed,
    /// The work was stopped; nothing was changed.
    Cancelled,
    // the files
    /// The key files are damaged.
    KeysDamaged,
    /// The key files are missing though a vault is there.
    KeysMissing,
    /// The store is missing though its key files are there.
    StoreMissing,
    /// The store is damaged.
    StoreDamaged,
    /// A newer version of the program made this vault.
    NewerVersion,
    /// The disk is full; nothing was lost.
    DiskFull,
    /// The folder cannot be written to.
    ReadOnly,
    /// The vault's folder is gone while open.
    FolderGone,
    /// A vault is there already.
    VaultExists,
    /// The file is not a backup.
    NotABackup,
    /// The backup is damaged.
    BackupDamaged,
    /// The document is damaged.
    DocumentDamaged,
    /// What was kept of a release is not as it left.
    ReleaseDamaged,
    /// The file is larger than what can be attached.
    FileTooLarge,
    /// The file cannot be read.
    FileUnreadable,
    /// There is no preview of this kind of document.
    NoPreview,
    // values
    /// Something is needed here.
    Empty,
    /// Too long.
    TooLong,
    /// Contains characters that cannot be kept (NUL and other controls).
    BadCharacters,
    /// Not a date that exists.
    NoSuchDate,
    /// A full date is needed, with month and day.
    DateIncomplete,
    /// The date lies in the future.
    DateInFuture,
    /// The date lies too far in the past.
    DateTooEarly,
    /// The date lies before the first contact.
    BeforeFirstContact,
    /// Not one of the codes on offer.
    UnknownCode,
    /// Outside what is allowed for this number.
    OutOfRange,
    // casework
    /// No such record.
    NotFound,
    /// Somebody like this is on record already; look and confirm.
    LikelyDuplicate,
    /// Records have this code: it can be retired, not removed.
    CodeInUse,
    /// Consent has to be recorded before sensitive answers can be kept.
    ConsentNeeded,
    /// The interview has no answer yet.
    NothingAnswered,
    /// No question of the form is for the participant.
    NothingToHand,
    /// The form was retired.
    FormRetired,
    /// A form with this id is there already.
    CodeTaken,
    /// The changes are for an older version of the form.
    FormOutdated,
    /// The form cannot be asked as it is; what was found says why.
    FormRefused,
    /// The draft was changed elsewhere; the screen must load it anew.
    DraftConflict,
    /// This consent was withdrawn already.
    AlreadyWithdrawn,
    /// The law holds it back until a day that has not come.
    HeldByLaw,
    /// It is on record already.
    AlreadyThere,
    /// It ended before.
    AlreadyEnded,
    /// Other records hang on it.
    StillUsed,
    /// The session did not take place, or is counted by heads: nobody can be marked.
    NotMarkable,
    /// Every place of the cohort is taken.
    NoRoom,
    /// Not enrolled on that day: whoever is not there has no mark.
    NotEnrolled,
    /// The task was done or given up.
    TaskEnded,
    /// The case is closed; it can be opened again.
    CaseClosed,
    /// The case is open.
    CaseOpen,
    /// There is no edit since the vault was opened that could be undone.
    NothingToUndo,
    /// What would be undone was changed again since; nothing was undone.
    UndoConflict,
    /// Both records have an interview that was begun; nothing was merged.
    TwoDrafts,
    /// The record into which one was merged was merged again since; that has to be undone first.
    MergedAgain,
    /// The merging cannot be undone any longer; nothing was changed.
    TooLateToSeparate,
    /// The case was handed to another laptop; it is only read here.
    HandedOver,
    /// Not the key of a laptop.
    NotALaptopKey,
    /// The key of this very laptop.
    OwnLaptopKey,
    /// The laptop is not one whose key was compared.
    LaptopUnknown,
    /// The file is none for this laptop, or it is damaged.
    ParcelDamaged,
    /// Another version of the program made the file.
    ParcelNewer,
    /// The case that the file holds is worked on here.
    CaseOpenHere,
    /// The case came with this file before; nothing was changed.
    CaseKnown,
    /// The file is older than what is here; nothing was changed.
    CaseOlder,
    /// The person was erased here.
    CaseErased,
    /// The case is not with another laptop.
    NotHandedOver,
    // figures
    /// The report names a figure that does not exist.
    UnknownFigure,
    /// Combining laptops is refused; the field is the reason.
    CombiningRefused,
    /// The tables of a release cannot be protected; the field is the reason.
    TablesRefused,
    /// Small counts of people would be shown; they need an approval.
    ApprovalNeeded,
    /// The figures changed since the small counts were shown.
    ApprovalOutdated,
    // the rest
    /// The request could not be understood.
    BadRequest,
    /// Something unforeseen; nothing was half-written.
    Internal,
}

impl ErrorCode {
    /// Its name, as the screen has it.
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(String::from)).unwrap_or_default()
    }
}

impl CommandError {
    /// An error of the whole request.
    pub const fn of(code: ErrorCode) -> Self {
        Self { code, field: None }
    }

    /// An error of one field.
    pub fn at(code: ErrorCode, field: impl Into<String>) -> Self {
        Self { code, field: Some(field.into()) }
    }
}

impl From<OfficeError> for CommandError {
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::Field { field, why } => Self::at(field_code(why), field),
            OfficeError::ConsentNeeded { question } => {
                Self::at(ErrorCode::ConsentNeeded, format!("answers.{question}"))
            }
            OfficeError::Combining(fault) => Self::at(ErrorCode::CombiningRefused, fault.code()),
            OfficeError::TablesRefused { why, .. } => Self::at(ErrorCode::TablesRefused, why),
            OfficeError::NotCombining => Self::at(ErrorCode::CombiningRefused, "not_combining"),
            OfficeError::OtherWords => Self::at(ErrorCode::CombiningRefused, "other_words"),
            OfficeError::Import(ImportRefusal::Stopped) => Self::of(ErrorCode::Cancelled),
            OfficeError::Import(refusal) => Self::at(ErrorCode::SpreadsheetRefused, refusal.code()),
            OfficeError::GateClosed(gate) => Self::at(ErrorCode::ConsentNeeded, format!("gate.{}", gate.code())),
            OfficeError::UnknownFigure { programme } => Self::at(ErrorCode::UnknownFigure, programme),
            OfficeError::Step(_) => Self::at(ErrorCode::OutOfRange, "step"),
            error => Self::of(whole_code(&error)),
        }
    }
}

fn field_code(why: FieldError) -> ErrorCode {
    match why {
        FieldError::Text(TextError::Empty) | FieldError::Date(DateError::Empty) => ErrorCode::Empty,
        FieldError::Text(TextError::TooLong { .. }) => ErrorCode::TooLong,
        FieldError::Text(TextError::Control) => ErrorCode::BadCharacters,
        FieldError::Date(DateError::NoSuchDate) => ErrorCode::NoSuchDate,
        FieldError::Date(DateError::Incomplete) => ErrorCode::DateIncomplete,
        FieldError::Date(DateError::Future) => ErrorCode::DateInFuture,
        FieldError::Date(DateError::TooEarly) => ErrorCode::DateTooEarly,
        FieldError::Code(_) => ErrorCode::UnknownCode,
        FieldError::BeforeFirstContact => ErrorCode::BeforeFirstContact,
        FieldError::OutOfRange => ErrorCode::OutOfRange,
        FieldError::AlreadyThere => ErrorCode::AlreadyThere,
        FieldError::AlreadyEnded => ErrorCode::AlreadyEnded,
        FieldError::StillUsed => ErrorCode::StillUsed,
        FieldError::NotMarkable => ErrorCode::NotMarkable,
        FieldError::NoRoom => ErrorCode::NoRoom,
        FieldError::NotEnrolled => ErrorCode::NotEnrolled,
    }
}

fn whole_code(error: &OfficeError) -> ErrorCode {
    match error {
        OfficeError::Locked => ErrorCode::Locked,
        OfficeError::Stopped => ErrorCode::Cancelled,
        OfficeError::WrongStage => ErrorCode::WrongStage,
        OfficeError::Forbidden(_) => ErrorCode::Forbidden,
        OfficeError::NotFound => ErrorCode::NotFound,
        OfficeError::TooLarge => ErrorCode::FileTooLarge,
        OfficeError::DocumentDamaged => ErrorCode::DocumentDamaged,
        OfficeError::ReleaseDamaged => ErrorCode::ReleaseDamaged,
        OfficeError::NoPreview => ErrorCode::NoPreview,
        OfficeError::HeldByLaw => ErrorCode::HeldByLaw,
        OfficeError::NothingToUndo => ErrorCode::NothingToUndo,
        OfficeError::UndoConflict => ErrorCode::UndoConflict,
        OfficeError::TwoDrafts => ErrorCode::TwoDrafts,
        OfficeError::MergedAgain => ErrorCode::MergedAgain,
        OfficeError::TooLateToSeparate => ErrorCode::TooLateToSeparate,
        OfficeError::HandedOver => ErrorCode::HandedOver,
        OfficeError::NotALaptopKey => ErrorCode::NotALaptopKey,
        OfficeError::OwnLaptopKey => ErrorCode::OwnLaptopKey,
        OfficeError::LaptopUnknown => ErrorCode::LaptopUnknown,
        OfficeError::ParcelDamaged => ErrorCode::ParcelDamaged,
        OfficeError::ParcelNewer => ErrorCode::ParcelNewer,
        OfficeError::CaseOpenHere => ErrorCode::CaseOpenHere,
        OfficeError::CaseKnown => ErrorCode::CaseKnown,
        OfficeError::CaseOlder => ErrorCode::CaseOlder,
        OfficeError::CaseErased => ErrorCode::CaseErased,
        OfficeError::NotHandedOver => ErrorCode::NotHandedOver,
        OfficeError::TaskEnded => ErrorCode::TaskEnded,
        OfficeError::CaseClosed => ErrorCode::CaseClosed,
        OfficeError::CaseOpen => ErrorCode::CaseOpen,
        OfficeError::LikelyDuplicate => ErrorCode::LikelyDuplicate,
        OfficeError::NothingAnswered => ErrorCode::NothingAnswered,
        OfficeError::NothingToHand => ErrorCode::NothingToHand,
        OfficeError::FormRetired => ErrorCode::FormRetired,
        OfficeError::FormCodeTaken => ErrorCode::CodeTaken,
        OfficeError::FormOutdated => ErrorCode::FormOutdated,
        OfficeError::FormRefused => ErrorCode::FormRefused,
        OfficeError::DraftConflict => ErrorCode::DraftConflict,
        OfficeError::AlreadyWithdrawn => ErrorCode::AlreadyWithdrawn,
        OfficeError::InUse => ErrorCode::CodeInUse,
        OfficeError::Release(ReleaseRefused::NotApproved { .. }) => ErrorCode::ApprovalNeeded,
        OfficeError::Release(ReleaseRefused::Outdated { .. }) => ErrorCode::ApprovalOutdated,
        OfficeError::Store(error) => store_code(*error),
        _ => ErrorCode::Internal,
    }
}

fn store_code(error: StoreError) -> ErrorCode {
    match error {
        StoreError::DiskFull => ErrorCode::DiskFull,
        StoreError::ReadOnly => ErrorCode::ReadOnly,
        StoreError::FolderGone => ErrorCode::FolderGone,
        StoreError::Damaged | StoreError::Form => ErrorCode::StoreDamaged,
        StoreError::NotFound => ErrorCode::NotFound,
        StoreError::Constraint | StoreError::Sqlite(_) => ErrorCode::Internal,
    }
}

impl From<SessionError> for CommandError {
    fn from(error: SessionError) -> Self {
        Self::of(match error {
            SessionError::WrongStage | SessionError::NoVault | SessionError::LockedMeanwhile => ErrorCode::WrongStage,
            SessionError::WrongSecret => ErrorCode::WrongSecret,
            SessionError::RecoveryTypo => ErrorCode::RecoveryTypo,
            SessionError::RecoveryMismatch => ErrorCode::RecoveryMismatch,
            SessionError::WeakPassphrase => ErrorCode::WeakPassphrase,
            SessionError::Forbidden => ErrorCode::Forbidden,
            SessionError::NoSuchMember => ErrorCode::NotFound,
            SessionError::PassphraseTaken => ErrorCode::PassphraseTaken,
            SessionError::TooManyMembers => ErrorCode::TooManyMembers,
            SessionError::LastOfRole => ErrorCode::LastOfRole,
            SessionError::BadMember => ErrorCode::Empty,
            SessionError::BadOfficeKey => ErrorCode::BadOfficeKey,
            SessionError::SameOfficeKey => ErrorCode::SameOfficeKey,
            SessionError::NothingElseOpens => ErrorCode::NothingElseOpens,
            SessionError::BackupNeeded => ErrorCode::BackupNeeded,
            SessionError::NotAllowed => ErrorCode::NotAllowed,
            SessionError::Stopped => ErrorCode::Cancelled,
            SessionError::NotABackup => ErrorCode::NotABackup,
            SessionError::BackupDamaged => ErrorCode::BackupDamaged,
            SessionError::DeviceNoStore => ErrorCode::DeviceNoStore,
            SessionError::DeviceLocked => ErrorCode::DeviceLocked,
            SessionError::DeviceNothing => ErrorCode::DeviceNothing,
            SessionError::DeviceFailed => ErrorCode::DeviceFailed,
            SessionError::InUse => ErrorCode::InUse,
            SessionError::KeysDamaged => ErrorCode::KeysDamaged,
            SessionError::KeysMissing => ErrorCode::KeysMissing,
            SessionError::StoreMissing => ErrorCode::StoreMissing,
            SessionError::StoreDamaged | SessionError::StoreStale => ErrorCode::StoreDamaged,
            SessionError::Newer => ErrorCode::NewerVersion,
            SessionError::DiskFull => ErrorCode::DiskFull,
            SessionError::ReadOnly => ErrorCode::ReadOnly,
            SessionError::FolderGone => ErrorCode::FolderGone,
            SessionError::VaultExists => ErrorCode::VaultExists,
            SessionError::Computer(_) => ErrorCode::Internal,
        })
    }
}
